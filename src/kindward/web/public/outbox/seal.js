// One letter, sealed for one box, as store/letters.py opens it. Nothing here can open it again: the
// key is drawn for this letter, and only its public half goes along.

const ECDH = { name: "ECDH", namedCurve: "P-256" }; // in every engine for years, as X25519 is not
const BOX_BYTES = 8;
const NONCE = new Uint8Array(12); // the key seals once

export async function seal(id, text, box) {
  const { subtle } = crypto;
  const write = (words) => new TextEncoder().encode(words);
  const sender = await subtle.generateKey(ECDH, false, ["deriveBits"]);
  const point = new Uint8Array(await subtle.exportKey("raw", sender.publicKey));
  const name = new Uint8Array(await subtle.digest("SHA-256", box)).subarray(0, BOX_BYTES);
  const head = join([1], name, point, [id.length], write(id));
  const receiver = await subtle.importKey("raw", box, ECDH, false, []);
  const shared = await subtle.deriveBits({ ...ECDH, public: receiver }, sender.privateKey, 256);
  const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = join(write("kindward|letter|"), box);
  const from = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const key = await subtle.deriveKey(from, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: NONCE, additionalData: head };
  return join(head, new Uint8Array(await subtle.encrypt(how, key, write(text))));
}

// The bytes of the public half, from base64 for addresses (RFC 4648, 5).
export const bytes = (written) =>
  Uint8Array.from(atob(written.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
