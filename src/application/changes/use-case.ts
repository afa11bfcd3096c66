/** The interface of a use case, for use cases that wrap another one. */
export interface UseCase<Command, Result> {
  execute(command: Command): Promise<Result>
}
