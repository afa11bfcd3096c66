/** The data folder cannot be used. The message has the reason. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

/** @param cause the reason, as an error or a text */
export function unusable(path: string, cause: unknown): DataFolderError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DataFolderError(`The data folder "${path}" (DATA_DIR) cannot be used: ${reason}.`, {
    cause,
  })
}
