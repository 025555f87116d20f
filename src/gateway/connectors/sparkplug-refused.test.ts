import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { SparkplugSource } from '../../twin/plant.ts';
import { systemClock } from '../clock.ts';
import { sparkplugConnector } from './sparkplug.ts';
import { plantOf } from './test-plant.ts';
import { RememberingSink } from './test-sink.ts';

/** First bytes of the MQTT 3.1.1 packets that a client of this test sends. All of them are shorter than 128 bytes. */
const [connect, subscribe, ping] = [0x10, 0x82, 0xc0];

/** A broker that lets everybody in and refuses every subscription, as one with access rules does. */
async function refusingBroker() {
  const open = new Set<Socket>();
  let accepted = 0;
  const server = createServer((socket) => {
    open.add(socket);
    accepted++;
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    let unread = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      unread = Buffer.concat([unread, bytes]);
      while (unread.length >= 2 && unread.length >= 2 + unread[1]!) {
        const packet = unread.subarray(0, 2 + unread[1]!);
        unread = unread.subarray(packet.length);
        if (packet[0] === connect) socket.write(Buffer.of(0x20, 2, 0, 0));
        else if (packet[0] === subscribe) socket.write(Buffer.of(0x90, 4, packet[2]!, packet[3]!, 0x80, 0x80));
        else if (packet[0] === ping) socket.write(Buffer.of(0xd0, 0));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return { url: `mqtt://127.0.0.1:${port}`, open, accepted: () => accepted, close };
}

test('SPB-13 a refused subscription ends its connection before the next attempt', async () => {
  const broker = await refusingBroker();
  const source: SparkplugSource = {
    id: 's',
    type: 'sparkplug',
    url: broker.url,
    group: 'g',
    edgeNode: 'n',
    host: 'h',
  };
  const sink = new RememberingSink();
  const stopping = new AbortController();
  const options = { now: systemClock.now, random: () => 0 };
  const running = sparkplugConnector(source, plantOf(source, ['a']), options).run(sink, stopping.signal);
  let mostOpen = 0;
  while (broker.accepted() < 3) {
    mostOpen = Math.max(mostOpen, broker.open.size);
    await systemClock.sleep(10, stopping.signal);
  }
  stopping.abort();
  await running;
  broker.close();
  expect(mostOpen).toBe(1);
  expect(sink.states.filter(({ detail }) => /; trying again in 1 s$/.test(detail)).length).toBeGreaterThanOrEqual(2);
});
