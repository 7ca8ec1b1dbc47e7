// A mail server for the tests of letters: a program of its own. It takes letters by SMTP on a port of
// the loopback interface, which it tells on its first line, and puts each whole letter into a folder.
//
//   node smtp.mjs FOLDER [PORT]
//
// It hangs as broken ones do: it never greets anybody while FOLDER/hang exists, never answers about a
// recipient called `hang…`, and never acknowledges a letter to one called `silent…`, which it then does
// not keep either. Recipients called `gone…` it refuses.

import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { SMTPServer } from "smtp-server";

const [folder, port = "0"] = process.argv.slice(2);
let letters = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  // Above the patience of whoever tests theirs.
  socketTimeout: 120_000,
  onConnect(_session, done) {
    if (!existsSync(join(folder, "hang"))) done();
  },
  onRcptTo({ address }, _session, done) {
    if (address.startsWith("gone")) return done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
    if (!address.startsWith("hang") || existsSync(join(folder, "well"))) done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(",");
      if (to.startsWith("silent") && !existsSync(join(folder, "well"))) return;
      letters += 1;
      // Whole or not at all: somebody counts them.
      const name = join(folder, `${process.pid}-${letters}`);
      writeFileSync(`${name}.part`, `X-Recipient: ${to}\r\n${Buffer.concat(parts)}`);
      renameSync(`${name}.part`, `${name}.eml`);
      done();
    });
  },
});

// Whoever gives up on us is no error of ours.
server.on("error", () => {});
server.listen(Number(port), "127.0.0.1", () => {
  console.log(server.server.address().port);
});
