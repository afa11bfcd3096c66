import { IncomingMessage, ServerResponse } from 'node:http'

import type { Express, Locals } from 'express'

/** The classes of the requests and responses of a server. */
export interface Messages {
  readonly IncomingMessage: typeof IncomingMessage
  readonly ServerResponse: typeof ServerResponse
}

/**
 * Returns classes whose instances already have the prototypes of this app. Otherwise Express changes the prototype of
 * each request and response, which makes property access in V8 slow.
 */
export function messagesOf(app: Express): Messages {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {
    // All fields, so that the shape of the object never changes.
    readonly locals: Record<keyof Locals, unknown> = {
      requestId: undefined,
      client: undefined,
      credentials: undefined,
      problemCode: undefined,
      error: undefined,
      flight: undefined,
      streamBeganMs: undefined,
    }
  }
  Object.setPrototypeOf(AppRequest.prototype, app.request)
  Object.setPrototypeOf(AppResponse.prototype, app.response)
  app.request = AppRequest.prototype as Express['request']
  app.response = AppResponse.prototype as unknown as Express['response']
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse as typeof ServerResponse }
}
