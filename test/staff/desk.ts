/** What the tests of the staff API share: calls as somebody, and citizens who want a person. */
import type { StaffError, TicketAnswer, TicketView } from '../../lib/staff/api.ts';
import type { City } from '../../local/city.ts';

/** An answer of the API. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Calls the API with a token. */
export function desk(city: City, token: string | undefined) {
  const call = async <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(init.headers as object),
    };
    const response = await fetch(city.url + path, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    };
  };
  const post = <T>(path: string, body: unknown) =>
    call<T>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  return {
    get: <T>(path: string, headers: Record<string, string> = {}) => call<T>(path, { headers }),
    post,
    act: (action: string, { key, id, rev }: Pick<TicketView, 'key' | 'id' | 'rev'>, more: object = {}) =>
      post<TicketAnswer & StaffError>(`/staff/api/ticket/${action}`, { key, id, rev, ...more }),
  };
}
