// A real identity provider (the program most of the world tests against) on the loopback interface,
// with a page to show who one is that works without JavaScript.

import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The package brings no types of its own.
// @ts-ignore
import OidcProvider from "oidc-provider";

/** Somebody with an e-identification. */
export type Citizen = { user: string; number: string; name: string };

/** How a provider of brokers differs from another. */
export type Kind = {
  id: string;
  name: string;
  /** What it calls the national number. */
  claim: string;
  /** Where it tells it: in the token, or only at its address for claims. */
  userinfo: boolean;
};

const SECRET = "en-hemlighet-mellan-program";

export class IdentityProvider {
  issuer = "";
  private http?: HttpServer;
  private readonly people = new Map<string, Citizen>();

  constructor(readonly kind: Kind) {}

  /** Lets somebody have an e-identification here. */
  knows(citizen: Citizen): void {
    this.people.set(citizen.user, citizen);
  }

  async start(redirect: string): Promise<void> {
    // The address is part of what it says of itself, so the port comes first.
    let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
    this.http = createServer((request, response) => handle(request, response));
    const http = this.http;
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    if (typeof address !== "object" || address === null) throw new Error("no port");
    this.issuer = `http://127.0.0.1:${address.port}`;
    const provider = this.make(redirect);
    const protocol = provider.callback();
    handle = (request, response) => {
      if (!request.url?.startsWith("/legitimera/")) return protocol(request, response);
      this.show(provider, request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    };
  }

  async stop(): Promise<void> {
    this.http?.closeAllConnections();
    await new Promise((resolve) => this.http?.close(resolve));
  }

  /** As an operator writes it. */
  settings(): object {
    return {
      id: this.kind.id,
      name: { sv: this.kind.name, en: this.kind.name },
      issuer: this.issuer,
      client_id: "nara",
      client_secret_file: "secret",
      scopes: ["profile"],
      userinfo: this.kind.userinfo,
    };
  }

  private make(redirect: string) {
    const { claim, id } = this.kind;
    const names = ["interaction", "resume", "session"] as const;
    return new OidcProvider(this.issuer, {
      clients: [
        {
          client_id: "nara",
          client_secret: SECRET,
          redirect_uris: [redirect],
          grant_types: ["authorization_code"],
          response_types: ["code"],
        },
      ],
      claims: { openid: ["sub"], profile: ["name", claim] },
      conformIdTokenClaims: this.kind.userinfo,
      features: { devInteractions: { enabled: false } },
      // In seconds; said, so that it does not say so itself.
      ttl: { AccessToken: 300, Grant: 300, IdToken: 300, Interaction: 300, Session: 300 },
      pkce: { required: () => true },
      // Cookies do not know ports: two providers would take each other's.
      cookies: {
        keys: [`${id} signs its cookies with this`],
        names: Object.fromEntries(names.map((name) => [name, `_${id}_${name}`])),
      },
      interactions: {
        url: (_: unknown, interaction: { uid: string }) => `/legitimera/${interaction.uid}`,
      },
      findAccount: (_: unknown, user: string) => {
        const citizen = this.people.get(user);
        if (!citizen) return undefined;
        return {
          accountId: user,
          claims: () => ({ sub: user, name: citizen.name, [claim]: citizen.number }),
        };
      },
      // Whoever identifies themselves at a broker is not asked what for.
      loadExistingGrant: async (context: {
        oidc: {
          client: { clientId: string };
          session: { accountId: string };
          provider: { Grant: new (of: object) => { addOIDCScope(s: string): void; save(): Promise<void> } };
        };
      }) => {
        const { client, session, provider } = context.oidc;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope("openid profile");
        await grant.save();
        return grant;
      },
    });
  }

  /** The page that asks who it is, and what was pressed on it. */
  private async show(provider: any, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const form = new URLSearchParams(body);
      const result = form.has("avbryt")
        ? { error: "access_denied", error_description: "changed their mind" }
        : { login: { accountId: form.get("user") } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    const { prompt } = await provider.interactionDetails(request, response);
    if (prompt.name !== "login") throw new Error(`asked for ${prompt.name}`);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<!doctype html>
      <html lang="sv"><title>${this.kind.name}</title><link rel="icon" href="data:,">
      <h1>${this.kind.name}</h1><form method="post">
      <label>Vem är du? <input name="user"></label>
      <button>Legitimera</button> <button name="avbryt" value="1">Avbryt</button></form></html>`);
  }
}

/** The operator's file, in a folder of its own. */
export function providersFile(providers: IdentityProvider[]): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "nara-providers-"));
  writeFileSync(join(folder, "secret"), SECRET);
  const file = join(folder, "providers.json");
  writeFileSync(file, JSON.stringify(providers.map((provider) => provider.settings())));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

let born = 0;

/** A personnummer nobody else in this run has: right in form, of nobody. */
export function someNumber(): string {
  born += 1;
  const day = new Date(Date.UTC(1950, 0, 1 + born + (process.pid % 10_000)));
  const ten = `${day.toISOString().slice(2, 10).replaceAll("-", "")}${String(200 + (born % 700)).padStart(3, "0")}`;
  const sum = [...ten].reduce((sum, digit, place) => {
    const weighed = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${day.getUTCFullYear()}${ten.slice(2)}${(10 - (sum % 10)) % 10}`;
}
