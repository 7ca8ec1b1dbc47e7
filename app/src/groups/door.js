// The code on a card's QR stands behind the # of the address, which is sent to no server. It goes into
// the field, and out of the address and the history.
const code = location.hash.slice(1, 21);
if (code) {
  document.getElementById("door-kod").value = code;
  history.replaceState(null, "", location.pathname);
}
