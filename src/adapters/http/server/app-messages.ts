import { IncomingMessage, ServerResponse } from 'node:http'

import type { Express, Locals } from 'express'

/** What a server makes its requests and responses of. */
export interface Messages {
  readonly IncomingMessage: typeof IncomingMessage
  readonly ServerResponse: typeof ServerResponse
}

/**
 * Makes requests and responses that are this app's from the start. Express makes them its own one by one otherwise, and
 * V8, which has learnt nothing of such objects, is slow with each of them.
 */
export function messagesOf(app: Express): Messages {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {
    // All that there may be, so that none of them has to be added.
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
