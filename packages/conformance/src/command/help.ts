/** What `--help` prints. */
export const help = `colloquy-conformance: judges a Colloquy backend, key provider or key vault

  colloquy-conformance --kit ./kit.js [options]

The module exports what is to be judged:
  kit           an AdapterKit: a PartitionStore backend, judged by itself and
                under the dialogue store (the default export serves too)
  providerKit   a ProviderKit: a KeyProvider
  vaultKit      a VaultKit: a KeyVault

Options
  --kit MODULE        the module, by path or package name
  --filter TEXT       only tests whose title contains it, for example PS-COMMIT
  --seed N            an integer that every random choice follows from
  --runs N            how often properties and interleavings are tried (40)
  --path PATH         play one failing random series again: the path in its message; with --seed and --filter MODEL
  --commands TEXT     the replayPath in its message
  --mutants           also run the deliberately broken backends of the suite, and report which clause kills which
  --measure           also measure what each call of a backend costs: the requests that leave the process where the kit
                      declares a meter, and the calls of the dialogue store to the backend; for the report
  --sources DIR       put the SHA-256 over all files below it in the report, so that it is known of what the report is;
                      may be given several times
  --report FILE       write the report as JSON; - for standard output
  --help              this text
  --version           the version of the suite

Exit codes
  0  everything passed
  1  a test failed, nothing was tested, or a mutant survived; or sources changed meanwhile
  2  the call is wrong, sources cannot be read, or Node is too old
  3  the module cannot be used: it is missing, does not load, or exports no kit
`;
