// Wakes the page's islands, after it was shown and once the browser has nothing better to do. A page
// without islands loads nothing, and one whose islands cannot wake (no WebAssembly, a blocked or cut
// off download) stays the complete page it is.
const tag = document.getElementById("islands");
if (document.querySelector("leptos-island") && window.WebAssembly) {
  if (document.readyState !== "complete") {
    await new Promise((done) => addEventListener("load", done, { once: true }));
  }
  await new Promise((done) =>
    window.requestIdleCallback ? requestIdleCallback(done, { timeout: 2000 }) : setTimeout(done),
  );
  const islands = await import(tag.dataset.js).catch(() => null);
  const ready = islands?.default({ module_or_path: tag.dataset.wasm });
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
