// biome-ignore-all lint/suspicious/noExplicitAny: answers are looked at by assertions only
/** Starts a city over the fixtures for one test file. */

import { afterAll, beforeAll } from 'vitest';
import { type City, type CityOptions, startCity } from '../../local/city.ts';
import { type AssemblyChanges, writeAssembly } from './fixtures/assembly.ts';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A city that runs from the first to the last test of the file. */
export function useCity(changes: AssemblyChanges = {}, options: CityOptions = {}): { readonly city: City } {
  const held: { city: City } = { city: undefined as unknown as City };
  beforeAll(async () => {
    held.city = await startCity({ quiet: true, assembly: writeAssembly(changes), ...options });
  });
  afterAll(() => held.city?.close());
  return held;
}

/** Sends a request to the gateway. */
export async function send(city: City, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(city.url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** POSTs JSON to a route. */
export function post(
  city: City,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return send(city, path, init);
}

/** Asks the echo function to do something and gives its JSON. */
export async function act(city: City, body: object): Promise<Record<string, any>> {
  return JSON.parse((await post(city, '/skill/ask', body)).text);
}

/** Calls the control server. */
export async function control(
  city: City,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: any }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(city.controlUrl + path, init);
  return { status: response.status, body: await response.json() };
}

/** Waits until something is so; fails after five seconds. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = performance.now() + 5_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error('It did not come to pass within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
