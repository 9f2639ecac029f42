// The one error that is an answer: the peer asked for something it cannot have.
import type { RefusalCode } from "protocol";

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly retryAfter: number | undefined; // seconds

  constructor(code: RefusalCode, retryAfter?: number) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
