import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Router } from "./router.js";

/** Serves a router on loopback, at a port of the system's choice. */
export async function serve(router: Router): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    void (async () => {
      try {
        const { method = "GET", url = "/" } = request;
        const contentType = request.headers["content-type"];
        const answer = await router({ method, url, contentType, body: await bodyOf(request) });
        response.writeHead(answer.status, answer.headers).end(answer.body);
      } catch (error) {
        response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
      }
    })();
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server on a port has an address");
  return { url: `http://127.0.0.1:${address.port}`, server };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks).toString("utf8");
}
