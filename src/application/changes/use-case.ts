/** A use case, for those that execute another one. */
export interface UseCase<Command, Result> {
  execute(command: Command): Promise<Result>
}
