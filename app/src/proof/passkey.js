// A form that is sent with a passkey's answer. It stays hidden where the browser knows no passkeys.
const box = document.querySelector("[data-passkey]");
const known = window.PublicKeyCredential;
if (known?.parseRequestOptionsFromJSON && known.parseCreationOptionsFromJSON && known.prototype.toJSON) {
  const form = box.querySelector("form");
  const { svar, lank } = form.elements;
  const button = form.querySelector("button");
  const says = box.querySelector("[role=status]");
  const ask = async () => {
    const body = new URLSearchParams(lank ? { lank: lank.value } : {});
    const headers = { accept: "application/json" };
    const begun = await fetch(box.dataset.begin, { method: "POST", headers, body });
    if (!begun.ok) return "";
    const { publicKey } = await begun.json();
    const made = box.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(publicKey) });
    return JSON.stringify(made.toJSON());
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    says.textContent = "";
    try {
      // Sent also without an answer: the server then says on the page what is wrong.
      svar.value = await ask();
      form.submit();
    } catch (error) {
      says.textContent = error.name === "InvalidStateError" ? says.dataset.there : says.dataset.nothing;
      button.disabled = false;
    }
  });
  // Back by the browser's button: the answer was for once.
  addEventListener("pageshow", () => {
    svar.value = "";
    button.disabled = false;
  });
  box.hidden = false;
} else {
  document.querySelector("[data-passkey-unable]").hidden = false;
}
