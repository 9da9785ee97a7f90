import { spawn } from "node:child_process";

/** How much of a failing program's complaints an error carries. */
const COMPLAINT_LINES = 12;

/**
 * Runs ffmpeg and waits for it. Existing output files are overwritten, as a retried attempt needs. An abort kills the
 * process; any other failure throws with the last lines ffmpeg wrote.
 */
export async function ffmpeg(args: readonly string[], { signal }: { signal: AbortSignal }): Promise<void> {
  const common = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"];
  await output(await ffmpegPath(), [...common, ...args], signal);
}

/** Runs ffprobe and returns what it printed. */
export async function ffprobe(args: readonly string[], { signal }: { signal: AbortSignal }): Promise<string> {
  return output(await ffprobePath(), ["-hide_banner", "-loglevel", "error", ...args], signal);
}

// Trigger.dev's ffmpeg() build extension sets both paths. The npm packages that ship the binaries are for development,
// and loaded only there: they throw on a machine they have no binary for.

export async function ffmpegPath(): Promise<string> {
  return process.env.FFMPEG_PATH ?? (await import("@ffmpeg-installer/ffmpeg")).default.path;
}

async function ffprobePath(): Promise<string> {
  return process.env.FFPROBE_PATH ?? (await import("@ffprobe-installer/ffprobe")).default.path;
}

function output(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { signal, killSignal: "SIGKILL", stdio: ["ignore", "pipe", "pipe"] });
    const printed: Buffer[] = [];
    let complaints = "";
    let failure: Error | undefined;

    child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      complaints = lastLines(complaints + chunk);
    });
    // An aborted child is still writing when "error" comes: its folder may go only after "close". One that never began
    // has no "close".
    child.once("error", (error) => {
      failure = error;
      if (child.pid === undefined) reject(error);
    });
    child.once("close", (code, killedBy) => {
      if (failure) reject(failure);
      else if (code === 0) resolve(Buffer.concat(printed).toString("utf8"));
      else reject(new Error(`${program} ended with ${killedBy ?? `status ${code}`}:\n${complaints.trim()}`));
    });
  });
}

function lastLines(text: string): string {
  return text.split("\n").slice(-COMPLAINT_LINES).join("\n");
}
