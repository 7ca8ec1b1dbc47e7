// Wakes the page's islands, after it was shown and once the browser has nothing better to do. A page
// without islands loads nothing, and one whose islands cannot wake (no WebAssembly, a blocked or cut
// off download) stays the complete page it is.
const tag = document.querySelector("head > script#islands");
const ours = (address) => /^\/pkg\/[\w.-]+$/.test(address ?? "");
const { js, wasm } = tag?.dataset ?? {};
const load = (src) =>
  new Promise((done, failed) => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = src;
    script.onload = () => done(import(src));
    script.onerror = failed;
    document.head.append(script);
  });
if (document.querySelector("leptos-island") && window.WebAssembly && ours(js) && ours(wasm)) {
  if (document.readyState !== "complete") {
    await new Promise((done) => addEventListener("load", done, { once: true }));
  }
  await new Promise((done) =>
    window.requestIdleCallback ? requestIdleCallback(done, { timeout: 2000 }) : setTimeout(done),
  );
  // What Leptos would hand over outside of islands, and writes behind a page. Where there is nothing, as
  // ever, pages end without it (`server/src/http/pages.rs`).
  for (const none of ["__RESOLVED_RESOURCES", "__SERIALIZED_ERRORS", "__INCOMPLETE_CHUNKS"]) {
    globalThis[none] ??= [];
  }
  const islands = await load(js).catch(() => null);
  const ready = islands?.default({ module_or_path: wasm });
  if (await ready?.catch(() => null)) {
    islands.hydrate();
    // An island's children are the server's; those inside them that are islands again wake after it,
    // with the owner that it left on its <leptos-children>.
    const owners = [];
    const wake = async (node) => {
      const name = node.localName;
      if (name === "leptos-island") {
        owners.at(-1)?.();
        await islands[node.dataset.component]?.(node);
      }
      if (name === "leptos-children") owners.push(node.$$on_hydrate);
      for (const child of node.children) await wake(child);
      if (name === "leptos-children") owners.pop();
    };
    await wake(document.body);
    document.documentElement.dataset.islands = "awake";
  }
}
