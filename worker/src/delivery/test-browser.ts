// For tests: a browser that is subscribed to Web Push. It opens what was encrypted for it by RFC 8188 and 8291, with
// WebCrypto alone, so that nothing of the sender's library checks itself.
import { base64url } from "jose";

const P256 = { name: "ECDH", namedCurve: "P-256" };
const text = new TextEncoder();

export interface Keys {
  p256dh: string;
  auth: string;
}

export class Browser {
  readonly keys: Keys;
  readonly #privateKey: CryptoKey;

  private constructor(keys: Keys, privateKey: CryptoKey) {
    this.keys = keys;
    this.#privateKey = privateKey;
  }

  static async subscribe(): Promise<Browser> {
    const { publicKey, privateKey } = (await crypto.subtle.generateKey(P256, true, ["deriveBits"])) as CryptoKeyPair;
    const point = (await crypto.subtle.exportKey("raw", publicKey)) as ArrayBuffer;
    const auth = crypto.getRandomValues(new Uint8Array(16));
    return new Browser({ p256dh: base64url.encode(new Uint8Array(point)), auth: base64url.encode(auth) }, privateKey);
  }

  /** One whose keys are known. `d`: the private key, base64url. */
  static async withKeys(keys: Keys, d: string): Promise<Browser> {
    const point = base64url.decode(keys.p256dh);
    const [x, y] = [base64url.encode(point.slice(1, 33)), base64url.encode(point.slice(33))];
    const jwk = { kty: "EC", crv: "P-256", x, y, d };
    return new Browser(keys, await crypto.subtle.importKey("jwk", jwk, P256, false, ["deriveBits"]));
  }

  /** Throws for what was not encrypted for it. */
  async open(body: Uint8Array): Promise<string> {
    const salt = body.slice(0, 16);
    const recordSize = new DataView(body.buffer, body.byteOffset).getUint32(16);
    const senderKey = body.slice(21, 21 + (body[20] ?? 0));
    const record = body.slice(21 + senderKey.length);
    if (record.length > recordSize) throw new Error("more than one record");
    const { key, iv } = await this.#derive(salt, senderKey);
    const padded = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, record));
    const end = padded.findLastIndex((byte) => byte !== 0);
    if (padded[end] !== 2) throw new Error("not the last record");
    return new TextDecoder().decode(padded.slice(0, end));
  }

  async #derive(salt: Uint8Array, senderKey: Uint8Array) {
    const sender = await crypto.subtle.importKey("raw", senderKey, P256, false, []);
    // The types call the other side's key `$public`, the platform `public`.
    const agree = { ...P256, public: sender } as unknown as SubtleCryptoDeriveKeyAlgorithm;
    const shared = new Uint8Array(await crypto.subtle.deriveBits(agree, this.#privateKey, 256));
    const info = join(text.encode("WebPush: info\0"), base64url.decode(this.keys.p256dh), senderKey);
    const ikm = await hkdf(base64url.decode(this.keys.auth), shared, info, 32);
    const raw = await hkdf(salt, ikm, text.encode("Content-Encoding: aes128gcm\0"), 16);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
    return { key, iv: await hkdf(salt, ikm, text.encode("Content-Encoding: nonce\0"), 12) };
  }
}

async function hkdf(salt: Uint8Array, ikm: Uint8Array, info: Uint8Array, length: number) {
  const key = await crypto.subtle.importKey("raw", ikm, "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, length * 8);
  return new Uint8Array(bits);
}

const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
