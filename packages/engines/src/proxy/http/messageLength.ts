const headEnd = '\r\n\r\n';

/** Longer heads are a sign that this is no head. */
const longestHead = 64 * 1024;

const requestLine = /^[A-Z]+ \S+ HTTP\/1\.1\r\n/;
const statusLine = /^HTTP\/1\.1 \d{3}[ \r]/;
const contentLength = /^content-length:[ \t]*(\d+)[ \t]*\r?$/im;
const chunked = /^transfer-encoding:(?:[^\r\n]*[ \t,])?chunked[ \t]*\r?$/im;

/** Answers without a body, whatever their headers say. RFC 9112, section 6.3. */
const bodiless = /^HTTP\/1\.1 (?:1\d\d|204|304)/;

/**
 * Length of the message of HTTP/1.1 at the start of these bytes; more than there are when its end has not come yet.
 *
 * @param answered - the method of the request that this answers; undefined for a request
 * @throws Error when it is no such message, or one whose end is that of the connection
 */
export function messageLength(bytes: Buffer, answered?: string): number {
  const end = bytes.indexOf(headEnd);
  if (end === -1) {
    refuseForeign(bytes);
    return bytes.length + 1;
  }
  const head = bytes.toString('latin1', 0, end + 2);
  const isRequest = requestLine.test(head);
  if (!isRequest && !statusLine.test(head)) throw foreign(bytes);
  const body = end + headEnd.length;
  if (!isRequest && (answered === 'HEAD' || bodiless.test(head))) return body;
  if (chunked.test(head)) return chunkedEnd(bytes, body);
  const length = contentLength.exec(head)?.[1];
  if (length === undefined && !isRequest) throw new Error('an answer of HTTP whose length is not told');
  return body + Number(length ?? 0);
}

/** Where a chunked body ends; more than there is when that has not come yet. RFC 9112, section 7.1. */
function chunkedEnd(bytes: Buffer, body: number): number {
  for (let at = body; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) return bytes.length + 1;
    const size = /^[\da-f]{1,8}(?=$|[; \t])/i.exec(bytes.toString('latin1', at, line))?.[0];
    if (size === undefined) throw new Error('no chunk of HTTP begins so');
    if (Number.parseInt(size, 16) === 0) return trailersEnd(bytes, line + 2);
    at = line + 2 + Number.parseInt(size, 16) + 2;
    if (at > bytes.length) return at;
  }
}

/** An empty line ends the trailers, of which there mostly are none. */
function trailersEnd(bytes: Buffer, trailers: number): number {
  for (let at = trailers; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) return bytes.length + 1;
    if (line === at) return line + 2;
    at = line + 2;
  }
}

/** Before the end of a head is there: what cannot become one. */
function refuseForeign(bytes: Buffer): void {
  const line = bytes.indexOf('\r\n');
  const start = bytes.toString('latin1', 0, line === -1 ? 1 : line + 2);
  const isFirst = line === -1 ? /^[A-Z]?$/.test(start) : requestLine.test(start) || statusLine.test(start);
  if (!isFirst || bytes.length > longestHead) throw foreign(bytes);
}

function foreign(bytes: Buffer): Error {
  return new Error(`no message of HTTP/1.1 begins with ${JSON.stringify(bytes.toString('latin1', 0, 20))}`);
}
