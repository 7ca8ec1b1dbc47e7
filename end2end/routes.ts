// Every public address, and every address of people who are signed in, in the states worth looking
// at. Budgets, accessibility and layout tests walk these lists.

import type { Account } from "./fixtures.ts";

export type Route = { name: string; path: string; as?: Account; status?: number };

export const routes: Route[] = [
  { name: "start", path: "/" },
  { name: "list", path: "/forslag" },
  { name: "list, filtered", path: "/forslag?lage=at_municipality&amne=trafik" },
  { name: "list, searched", path: "/forslag?q=cykelv%C3%A4g" },
  { name: "list, nothing found", path: "/forslag?q=xyzzy" },
  { name: "list, random", path: "/forslag?ordning=slump&fro=7" },
  { name: "list, waiting longest", path: "/forslag?ordning=vantat" },
  { name: "list, ideas", path: "/forslag?slag=idea" },
  { name: "wizard, first step", path: "/forslag/nytt" },
  { name: "answers", path: "/svar" },
  { name: "about", path: "/om" },
  { name: "how it works", path: "/sa-fungerar-det" },
  { name: "privacy", path: "/integritet" },
  { name: "accessibility", path: "/tillganglighet" },
  { name: "sign in", path: "/logga-in" },
  { name: "sign in, the code", path: "/logga-in/kod" },
  { name: "register", path: "/registrera" },
  { name: "forgotten password", path: "/glomt-losenord" },
  { name: "forgotten password, letter sent", path: "/glomt-losenord/klar" },
  { name: "new password, no link of ours", path: "/nytt-losenord/x", status: 404 },
  { name: "post box of the demo", path: "/demo/post" },
  { name: "nothing there", path: "/finns-inte", status: 404 },
  { name: "no such proposal", path: "/forslag/999999/borta", status: 404 },
  { name: "English start", path: "/en" },
  { name: "English list", path: "/en/forslag" },
  { name: "account", path: "/konto", as: "invanare" },
  { name: "name", path: "/konto/namn", as: "invanare" },
  { name: "password", path: "/konto/losenord", as: "invanare" },
  { name: "address", path: "/konto/epost", as: "invanare" },
  { name: "passkeys", path: "/konto/passnycklar", as: "invanare" },
  { name: "a new passkey", path: "/konto/passnycklar/ny", as: "invanare" },
  { name: "proving again", path: "/konto/bekrafta", as: "invanare" },
  { name: "proving again, the code", path: "/konto/bekrafta/kod", as: "invanare" },
  { name: "account of an official", path: "/konto", as: "handlaggare" },
  { name: "what is held about one", path: "/konto/uppgifter", as: "invanare" },
  { name: "taking the account away", path: "/konto/ta-bort", as: "invanare" },
  { name: "what is not public yet", path: "/handlaggning", as: "sekreterare" },
];
