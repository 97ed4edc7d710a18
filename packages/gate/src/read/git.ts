import { execFileSync } from 'node:child_process';

/** What git said when it did not do what it was asked. */
export interface GitFault {
  /** `ENOENT`: there is no git. */
  readonly code: string | undefined;
  readonly message: string;
}

/** Variables by which whoever started us, such as a hook, points git at another repository or at other objects. */
const elsewhere =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE.*|CONFIG.*|GRAFT_FILE)$/;

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !elsewhere.test(name));
  // Messages in one language, and no locks in a repository that is only read.
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

/** Most bytes that one answer of git may have: 1 GiB. */
const most = 2 ** 30;

/**
 * Runs git in a folder, without a shell, and answers with what it writes. Replaced objects are not followed.
 *
 * @throws {@link GitFault}, told apart by {@link isGitFault}
 */
export function git(folder: string, parameters: readonly string[], input?: string): Buffer {
  try {
    return execFileSync('git', ['--no-replace-objects', ...parameters], {
      cwd: folder,
      env: environment(),
      maxBuffer: most,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(input === undefined ? {} : { input }),
    });
  } catch (error) {
    const { code, stderr, message } = error as { code?: string; stderr?: Buffer; message: string };
    const said = stderr?.toString('utf8').trim() ?? '';
    throw new GitError({ code, message: said === '' ? message : said });
  }
}

class GitError extends Error implements GitFault {
  override readonly name = 'GitError';
  readonly code: string | undefined;

  constructor({ code, message }: GitFault) {
    super(message);
    this.code = code;
  }
}

/** True for what {@link git} throws. */
export function isGitFault(error: unknown): error is GitFault {
  return error instanceof GitError;
}
