import type { Command } from 'commander';

/** What can be typed: made of the command tree, so that completion never knows more or less than the commands. */
export interface CompletionNode {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly CompletionNode[];
  readonly options: readonly CompletionOption[];
  /** Words that stand for an argument. */
  readonly words: readonly string[];
  /** True when an argument may be a file. */
  readonly files: boolean;
}

export interface CompletionOption {
  /** `-o`, `--output`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values that there are; empty: any. */
  readonly choices: readonly string[];
}

/** Reads a command and all below it. */
export function completionTree(command: Command): CompletionNode {
  const { registeredArguments } = command;
  return {
    name: command.name(),
    description: command.description(),
    commands: command.commands.map(completionTree),
    options: [
      ...command.options.map(({ short, long, description, required, optional, argChoices }) => ({
        flags: [short, long].filter((flag) => flag !== undefined),
        description,
        takesValue: required || optional,
        choices: argChoices ?? [],
      })),
      { flags: ['-h', '--help'], description: 'print this text', takesValue: false, choices: [] },
    ],
    words: registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    files: registeredArguments.some((argument) => /file|directory|heads/.test(argument.name())),
  };
}

/** Every command with its path: `['keys', 'create']`; the root first, with an empty one. */
export function paths(
  node: CompletionNode,
  above: readonly string[] = [],
): readonly (readonly [readonly string[], CompletionNode])[] {
  return [[above, node], ...node.commands.flatMap((child) => paths(child, [...above, child.name]))];
}
