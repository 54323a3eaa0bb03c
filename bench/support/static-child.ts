import { createServer } from 'node:http';
import axios from 'axios';
import { z } from 'zod';
import { serveChild } from './children.ts';

const page = z.object({ url: z.string(), query: z.string() });

/** A subgraph that takes no time: whatever it is asked, it sends the bytes of one answer. */
await serveChild(async (argument) => {
  const { url, query } = page.parse(argument);
  const { data } = await axios.post<ArrayBuffer>(`${url}/graphql`, { query }, { responseType: 'arraybuffer' });
  const bytes = Buffer.from(data);
  const headers = { 'content-type': 'application/json', 'content-length': bytes.length };
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(200, headers).end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
});
