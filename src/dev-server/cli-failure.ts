/** Why a run with the real command line could not be made or finished. The message says what to do. */
export class CliFailure extends Error {
  override readonly name = "CliFailure";
}
