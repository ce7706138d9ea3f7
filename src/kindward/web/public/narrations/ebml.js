// EBML (RFC 8794), the boxes of WebM: a name, a size, what is in it. Part of the worker.

const sized = (length) => whole32(0x1000_0000 + length);

function element(name, ...content) {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return joined([name, length < 127 ? [0x80 + length] : sized(length), ...content]);
}

function number(name, value) {
  const bytes = [];
  for (let rest = value; rest > 0 || !bytes.length; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return element(name, bytes);
}

const viewed = (bytes, set) => {
  const view = new DataView(new ArrayBuffer(bytes));
  set(view);
  return new Uint8Array(view.buffer);
};
const whole16 = (value) => [value >> 8, value & 0xff];
const whole32 = (value) => viewed(4, (view) => view.setUint32(0, value));
const whole64 = (value) => viewed(8, (view) => view.setBigUint64(0, BigInt(value)));
const float64 = (value) => viewed(8, (view) => view.setFloat64(0, value));

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
