// An import of `node:http` would read all of its exports. One of them is `WebSocket`, for which Node would load undici:
// see ADR 64.
const http = process.getBuiltinModule('node:http')

export const { createServer, STATUS_CODES } = http

export const IncomingMessage = http.IncomingMessage
export type IncomingMessage = InstanceType<typeof IncomingMessage>

export const ServerResponse = http.ServerResponse
export type ServerResponse = InstanceType<typeof ServerResponse>
