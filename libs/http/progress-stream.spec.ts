import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { streamProgress } from './progress-stream';

const PACE = { lookMs: 1, quietMs: 0 };

class Recorder extends EventEmitter {
  text = '';
  status = 0;
  ended = false;

  writeHead(status: number): void {
    this.status = status;
  }

  write(text: string): void {
    this.text += text;
  }

  end(): void {
    this.ended = true;
  }

  get response(): Response {
    return this as unknown as Response;
  }
}

interface State {
  rows: number;
  done?: boolean;
}

/** Reads one state after the other; the last again and again. */
function reading(...states: State[]): () => Promise<State> {
  let next = 0;
  return () => Promise.resolve(states[Math.min(next++, states.length - 1)]!);
}
const isDone = (state: State) => state.done === true;

test('tells each state once, gives a sign of life between them, and ends with the last', async () => {
  const client = new Recorder();
  await streamProgress(
    client.response,
    reading({ rows: 1 }, { rows: 1 }, { rows: 2, done: true }),
    isDone,
    PACE,
  );
  expect(client.text).toBe('data: {"rows":1}\n\n: still here\n\ndata: {"rows":2,"done":true}\n\n');
  expect(client.ended).toBe(true);
});

test('an error at the first look is thrown before anything is sent', async () => {
  const client = new Recorder();
  const read = () => Promise.reject(new Error('not there'));
  await expect(streamProgress(client.response, read, isDone, PACE)).rejects.toThrow('not there');
  expect([client.status, client.text]).toEqual([0, '']);
});

test('a later error ends the stream', async () => {
  const client = new Recorder();
  let looks = 0;
  const read = () => (looks++ === 0 ? Promise.resolve({ rows: 1 }) : Promise.reject(new Error('away')));
  await streamProgress(client.response, read, isDone, PACE);
  expect([client.text, client.ended]).toEqual(['data: {"rows":1}\n\n', true]);
});

test('looks no more once the client has gone', async () => {
  const client = new Recorder();
  let looks = 0;
  const read = () => {
    looks += 1;
    if (looks === 2) client.emit('close');
    return Promise.resolve({ rows: looks });
  };
  await streamProgress(client.response, read, isDone, PACE);
  expect([looks, client.ended]).toEqual([2, true]);
});
