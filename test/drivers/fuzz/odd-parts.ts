import fc, { type Arbitrary } from 'fast-check'

import { oddTexts } from './mutations.ts'

export const OTHER_METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
]

/** Segments of a path, not to be encoded any more. */
export const ODD_SEGMENTS = [
  '%',
  '%FF',
  '%E0%A4%A',
  '%00',
  '%2F',
  'a%2Fb',
  '..',
  '.',
  '',
  '%2e%2e',
  '*',
]

export const ODD_PATH_ENDS = ['/', '//', '/x', '/%', '%20', ';', '.json']

export const ODD_QUERIES = [
  '',
  '%',
  '%FF=1',
  '=',
  '&&',
  'x=1',
  'limit=1&limit=2',
  '__proto__=1',
  '?',
]

export const ODD_AUTHORIZATIONS = [
  '',
  'Bearer',
  'Bearer ',
  'bearer  x y',
  `Bearer ${'x'.repeat(600)}`,
  'Basic eDp5',
]

export const CONTENT_TYPES = [
  'application/json; charset=utf-8',
  'Application/JSON',
  'application/json; charset=latin1',
  'application/json; charset="',
  'application/json, text/plain',
  'application/problem+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'a/b/c',
  ';',
  '',
]

export const BROKEN_BODIES = [
  '',
  ' ',
  'null',
  '[]',
  '{',
  '"',
  'NaN',
  '{"a":1,}',
  '[1e999]',
  "{'a':1}",
]

/** Headers that no operation describes, with values good and bad. */
export const OTHER_HEADERS: Readonly<Record<string, readonly string[]>> = {
  Accept: ['text/html', 'application/xml', '*/*;q=0', ';'],
  'Accept-Encoding': ['gzip', 'br, *;q=0', 'identity;q=0', 'gzip;q=x'],
  'Content-Encoding': ['gzip', 'identity', 'x', 'br, gzip'],
  Cookie: ['a=b', '='],
  Expect: ['100-continue', 'tea'],
  'If-Modified-Since': ['yesterday'],
  Origin: ['https://shop.example', 'null', ''],
  Range: ['bytes=0-1', 'bytes=9-1', 'x'],
  'Sec-Fetch-Site': ['cross-site', 'same-origin', 'x'],
  'X-Forwarded-For': ['203.0.113.9', '203.0.113.9:51234', 'unknown', ','],
  'X-Http-Method-Override': ['DELETE'],
  'X-Request-Id': ['r-1', ' ', 'x'.repeat(300)],
}

/** Values of any header, of the bytes that are possible in one. */
export const oddHeaderValues: Arbitrary<string> = fc.oneof(
  oddTexts.filter(isHeaderValue),
  fc.constantFrom('x'.repeat(600), '"', 'W/"', '\xff\xfe'),
)

/** Whether HTTP can carry it: a header has bytes, and no control characters but tabs. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
}
