/** The server could not listen on its port; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

export interface ListenOptions {
  /** Default: all interfaces. */
  readonly host?: string | undefined
  /** 0 for any free port. */
  readonly port: number
  /** The setting of the port, for error messages. Default: `PORT`. */
  readonly portSetting?: 'PORT' | 'ADMIN_PORT'
}

/** Converts the errors that the operator can correct. */
export function describeListenError(
  error: unknown,
  { host, port, portSetting = 'PORT' }: ListenOptions,
): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(`Port ${port} is already in use. Set ${portSetting} to another port.`)
    case 'EACCES':
      return new ListenError(
        `Permission denied for port ${port}. Set ${portSetting} to another port.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(
        `"${host}" is not an address of this machine. Set HOST to one that is.`,
      )
    default:
      return error
  }
}
