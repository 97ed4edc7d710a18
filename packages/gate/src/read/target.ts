/** `file#name` of the configuration, taken apart. */
export function target(setting: string): { readonly file: string; readonly name: string } {
  const at = setting.lastIndexOf('#');
  return { file: setting.slice(0, at), name: setting.slice(at + 1) };
}
