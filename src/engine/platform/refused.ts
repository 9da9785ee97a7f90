/** A request that the platform refuses, as its API does: with a status and a message. */
export class Refused extends Error {
  override readonly name = "Refused";

  readonly status: number;

  constructor(message: string, status = 422) {
    super(message);
    this.status = status;
  }
}
