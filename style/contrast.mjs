// Counts the contrast of every pair of colours the styles put together, in both themes.
// `node style/contrast.mjs` prints the table and fails when a pair is too weak.
import { readFileSync } from "node:fs";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const [light, dark] = css.split("@media (prefers-color-scheme: dark)");
const read = (text) => Object.fromEntries([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
const themes = { light: read(light), dark: { ...read(light), ...read(dark) } };

const grounds = ["paper", "surface", "sunken"];
const kinds = ["green", "blue", "amber", "red", "plum", "grey"];
const text = [
  ...grounds.flatMap((g) => ["ink", "soft", "link", ...kinds].map((c) => [c, g])),
  ...kinds.flatMap((k) => [[k, `${k}-tint`], ["ink", `${k}-tint`], ["soft", `${k}-tint`], ["link", `${k}-tint`], ["paper", k]]),
  ["on-brand", "brand"], ["on-brand", "brand-strong"], ["brand", "surface"], ["brand", "green-tint"], ["on-deep", "deep"], ["paper", "ink"],
];
const shapes = [
  ...grounds.flatMap((g) => [["edge", g], ["focus", g], ["brand", g]]),
  ["edge", "green-tint"], ["focus", "green-tint"], ["brand", "grey-tint"],
];

const channel = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => [1, 3, 5].map((i) => channel(parseInt(hex.slice(i, i + 2), 16) / 255)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};

let weak = 0;
for (const [name, theme] of Object.entries(themes)) {
  for (const [pairs, least] of [[text, 4.5], [shapes, 3]]) {
    const all = pairs.map(([a, b]) => [a, b, ratio(theme[a], theme[b])]);
    const [a, b, worst] = all.reduce((x, y) => (y[2] < x[2] ? y : x));
    console.log(`${name}: ${all.length} pairs, at least ${least}:1, weakest ${worst.toFixed(2)} (${a} on ${b})`);
    for (const [c, g, r] of all) if (r < least) { weak += 1; console.error(`  too weak: ${c} on ${g} = ${r.toFixed(2)}`); }
  }
}
process.exit(weak ? 1 : 0);
