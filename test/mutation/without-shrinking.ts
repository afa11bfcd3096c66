import fc from 'fast-check'

// The first failure is enough to notice a mutant. To find a smaller one would repeat slow searches many times.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
