import { AbortTaskRunError } from "@trigger.dev/sdk";
import { AwsClient } from "aws4fetch";
import { createHash, randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { access, copyFile, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { checked } from "./http.js";

// Where files live between runs: R2, or any other S3, when S3_ENDPOINT is set; else a folder of this machine.
//
//   S3_ENDPOINT           https://<account>.r2.cloudflarestorage.com, https://s3.eu-west-1.amazonaws.com, …
//   S3_BUCKET             the bucket, addressed by path: <endpoint>/<bucket>/<key>
//   S3_ACCESS_KEY_ID      and
//   S3_SECRET_ACCESS_KEY  of a token that may read and write objects there
//   S3_REGION             "auto" unless set: right for R2; AWS wants the bucket's region
//   FLOWGEN_STORAGE_DIR   the local folder, `.storage` unless set

const CONTENT_TYPES: Record<string, string> = {
  ".flac": "audio/flac",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".mkv": "video/x-matroska",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
};

/** Stores a file under `key`, replacing what an earlier attempt left there, and returns its url. */
export async function putFile(localPath: string, key: string, signal: AbortSignal): Promise<string> {
  const bucket = s3Bucket();
  if (!bucket) return putLocally(localPath, key);
  const url = `${bucket.url}/${encodeURI(key)}`;
  const type = CONTENT_TYPES[extname(key)] ?? "application/octet-stream";
  // A blob is streamed from disk, and its size is known: S3 refuses a PUT without a length.
  const body = await openAsBlob(localPath, { type });
  const headers = { "content-type": type };
  await checked(await bucket.client.fetch(url, { method: "PUT", body, headers, signal }), "The object store");
  return url;
}

/** Path of a local copy of `url`: the file itself if it is already local, else a download in `dir`. */
export async function getFile(url: string, dir: string, signal: AbortSignal): Promise<string> {
  if (/^https?:/i.test(url)) return download(url, dir, signal);
  const path = /^file:/i.test(url) ? fileURLToPath(url) : resolve(url);
  await access(path).catch(() => {
    throw new AbortTaskRunError(
      `There is no file ${path} on this machine. Deployed tasks share files through S3_ENDPOINT.`,
    );
  });
  return path;
}

async function putLocally(localPath: string, key: string): Promise<string> {
  const path = resolve(process.env.FLOWGEN_STORAGE_DIR ?? ".storage", key);
  await mkdir(dirname(path), { recursive: true });
  // Copied beside its place and renamed, so that no reader ever sees half a file.
  const beside = `${path}.${randomUUID()}`;
  await copyFile(localPath, beside);
  await rename(beside, path);
  return pathToFileURL(path).href;
}

async function download(url: string, dir: string, signal: AbortSignal): Promise<string> {
  const bucket = s3Bucket();
  const ours = bucket !== undefined && url.startsWith(`${bucket.url}/`);
  const response = await checked(
    await (ours ? bucket.client.fetch(url, { signal }) : fetch(url, { signal })),
    new URL(url).host,
  );
  if (!response.body) throw new Error(`${new URL(url).host} sent no file for ${new URL(url).pathname}`);
  // The extension stays: ffmpeg takes it as a hint.
  const name = createHash("sha256").update(url).digest("hex").slice(0, 16) + extname(new URL(url).pathname);
  const path = join(dir, name);
  await writeFile(path, response.body, { signal });
  return path;
}

function s3Bucket(): { client: AwsClient; url: string } | undefined {
  const endpoint = process.env.S3_ENDPOINT;
  if (!endpoint) return undefined;
  const client = new AwsClient({
    accessKeyId: required("S3_ACCESS_KEY_ID"),
    secretAccessKey: required("S3_SECRET_ACCESS_KEY"),
    region: process.env.S3_REGION ?? "auto",
    service: "s3",
    retries: 3,
  });
  return { client, url: `${endpoint.replace(/\/+$/, "")}/${required("S3_BUCKET")}` };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new AbortTaskRunError(`S3_ENDPOINT is set, so ${name} must be set too.`);
  return value;
}
