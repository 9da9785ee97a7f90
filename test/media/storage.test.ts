import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { getFile, putFile } from "../../definitions/tasks/storage.js";
import { extractAudio } from "../../definitions/tasks/audio.js";
import { loopback } from "./loopback.js";
import { SAMPLE, job, signal, useWorkbench } from "./workbench.js";

const { dir } = useWorkbench();

/** As much of S3 as the tasks use: objects by path, for requests that are signed. */
async function bucket() {
  const objects = new Map<string, Buffer>();
  const server = await loopback(({ method, path, headers, body }) => {
    if (!headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=id/")) return { status: 403, body: "unsigned" };
    if (method === "PUT") objects.set(path, body);
    const found = objects.get(path);
    return found ? { status: 200, body: found } : { status: 404, body: "NoSuchKey" };
  });
  onTestFinished(() => server.close());
  vi.stubEnv("S3_ENDPOINT", `${server.url}/`);
  vi.stubEnv("S3_BUCKET", "films");
  vi.stubEnv("S3_ACCESS_KEY_ID", "id");
  vi.stubEnv("S3_SECRET_ACCESS_KEY", "key");
  return { ...server, objects };
}

async function localFile(text: string): Promise<string> {
  const path = join(dir(), "file.json");
  await writeFile(path, text);
  return path;
}

test("a file put under a key is found at its url, and a retry replaces it", async () => {
  const url = await putFile(await localFile("one"), "run_a/x.json", signal);
  expect(url).toBe(pathToFileURL(join(dir(), "storage/run_a/x.json")).href);
  expect(await putFile(await localFile("two"), "run_a/x.json", signal)).toBe(url);
  expect(await readFile(await getFile(url, dir(), signal), "utf8")).toBe("two");
  expect(await readdir(join(dir(), "storage/run_a"))).toEqual(["x.json"]);
});

test("a plain path is a url too, and one that leads nowhere ends the run", async () => {
  expect(await getFile(SAMPLE, dir(), signal)).toBe(join(process.cwd(), SAMPLE));
  const missing = getFile("samples/nothing.webm", dir(), signal);
  await expect(missing).rejects.toMatchObject({ name: "AbortTaskRunError" });
});

test("S3 takes a file with its length and type, and gives it back", async () => {
  const { url: endpoint, received } = await bucket();
  const url = await putFile(await localFile("{}"), "run_a/x.json", signal);
  expect(url).toBe(`${endpoint}/films/run_a/x.json`);
  expect(received[0]?.headers).toMatchObject({ "content-length": "2", "content-type": "application/json" });
  expect(await readFile(await getFile(url, dir(), signal), "utf8")).toBe("{}");
});

test("a task works on S3 from end to end, and leaves nothing on this machine", async () => {
  const { objects } = await bucket();
  const downloads = join(dir(), "downloads");
  await mkdir(downloads);
  const videoUrl = await putFile(SAMPLE, "in/film.webm", signal);
  const { audioUrl } = await extractAudio({ videoUrl }, { runId: "run_s3", signal });
  expect([...objects.keys()]).toEqual(["/films/in/film.webm", "/films/run_s3/audio.flac"]);
  const audio = await readFile(await getFile(audioUrl, downloads, signal));
  expect(audio.subarray(0, 4).toString()).toBe("fLaC");
  await rm(downloads, { recursive: true });
});

test("S3 that is half configured names what is missing", async () => {
  vi.stubEnv("S3_ENDPOINT", "http://127.0.0.1:1");
  vi.stubEnv("S3_ACCESS_KEY_ID", "");
  await expect(putFile(SAMPLE, "x", signal)).rejects.toThrow(
    "S3_ENDPOINT is set, so S3_ACCESS_KEY_ID must be set too.",
  );
});

test("an unsigned url is fetched as it is; a missing one ends the run", async () => {
  const sample = await readFile(SAMPLE);
  const { url, received, close } = await loopback(({ path }) =>
    path === "/film.webm?x=1" ? { status: 200, body: sample } : { status: 404 },
  );
  onTestFinished(close);
  const { audioUrl } = await extractAudio({ videoUrl: `${url}/film.webm?x=1` }, job());
  expect(audioUrl).toMatch(/^file:/);
  expect(received[0]?.headers.authorization).toBeUndefined();
  await expect(extractAudio({ videoUrl: `${url}/gone` }, job())).rejects.toMatchObject({ name: "AbortTaskRunError" });
});
