/** The data folder cannot be used; the message says why. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

/** @param cause what is wrong with the folder */
export function unusable(path: string, cause: unknown): DataFolderError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DataFolderError(`The data folder "${path}" (DATA_DIR) cannot be used: ${reason}.`, {
    cause,
  })
}
