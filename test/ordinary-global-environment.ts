import vm from 'node:vm'

import { TestEnvironment } from 'jest-environment-node'

/**
 * The Node environment of Jest with an ordinary global object. Jest's own global object intercepts
 * each access to a global such as `Math`, which makes the access a hundred times slower.
 */
export default class OrdinaryGlobalEnvironment extends TestEnvironment {
  constructor(...options: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm
    // Jest has no option for the kind of context that its constructor creates.
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)
    try {
      super(...options)
    } finally {
      vm.createContext = createContext
    }
  }
}
