import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { serveChild } from './children.ts';

/** 10 M points of 36 bytes, in pieces as large as the columns of an export. */
const [pieces, pieceBytes] = [450, 800_000];

async function send(response: ServerResponse): Promise<void> {
  const piece = Buffer.alloc(pieceBytes, 7);
  response.writeHead(200);
  for (let sent = 0; sent < pieces; sent += 1) if (!response.write(piece)) await once(response, 'drain');
  response.end();
}

/** Sends the same bytes again and again, and computes nothing. */
await serveChild(async () => {
  const server = createServer((_request, response) => void send(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
});
