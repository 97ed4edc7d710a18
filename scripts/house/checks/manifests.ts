import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grantOf, refusal } from '../direction.ts';
import { readManifest, readWorkspaces, runtimeDependencies, type Workspace } from '../workspaces.ts';
import type { Report } from './Report.ts';

const exact = /^\d+\.\d+\.\d+$/;

function checkPublished(root: string, { path, manifest }: Workspace, license: string, report: Report): void {
  const wrong = (message: string): void => report.fault(`${path}/package.json`, message);
  if (manifest.license !== 'MIT') wrong('license must be MIT');
  if (manifest.type !== 'module') wrong('type must be module');
  if (manifest.engines?.['node'] !== '>=22.12') wrong('engines.node must be >=22.12');
  if (manifest.exports === undefined) wrong('exports are missing');
  for (const needed of ['dist', 'README.md', 'LICENSE']) {
    if (manifest.files?.includes(needed) !== true) wrong(`files must name ${needed}`);
  }
  for (const file of ['README.md', 'LICENSE']) {
    if (!existsSync(join(root, path, file))) report.fault(path, `${file} is missing`);
    else if (file === 'LICENSE' && readFileSync(join(root, path, file), 'utf8') !== license) {
      report.fault(path, 'LICENSE differs from the one at the root');
    }
  }
}

/** Manifests keep the direction of the house, pin their tools, and published packages are complete. */
export function checkManifests(root: string, report: Report): void {
  const workspaces = readWorkspaces(root);
  const versions = new Map(workspaces.map(({ manifest }) => [manifest.name, manifest.version]));
  const license = readFileSync(join(root, 'LICENSE'), 'utf8');
  let dependencies = 0;
  let published = 0;
  for (const workspace of workspaces) {
    const { id, path, manifest } = workspace;
    const place = `${path}/package.json`;
    const grant = grantOf(id);
    if (grant === undefined) report.fault(place, `no row of scripts/house/direction.ts names ${id}`);
    else if (grant.published === (manifest.private === true)) {
      report.fault(place, `scripts/house/direction.ts says published: ${grant.published}`);
    }
    if (manifest.private !== true) {
      published += 1;
      checkPublished(root, workspace, license, report);
    }
    for (const name of runtimeDependencies(manifest)) {
      dependencies += 1;
      const reason = refusal(id, name, 'src');
      if (reason !== undefined) report.fault(place, reason);
    }
    for (const name of Object.keys(manifest.devDependencies ?? {})) {
      const reason = refusal(id, name, 'test');
      if (reason !== undefined) report.fault(place, reason);
    }
    for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (versions.has(name) && versions.get(name) !== range) {
        report.fault(
          place,
          `${name} is ${range} here and ${versions.get(name) ?? 'without a version'} in this repository`,
        );
      }
    }
    for (const [name, range] of Object.entries(manifest.devDependencies ?? {})) {
      if (!exact.test(range)) report.fault(place, `the tool ${name} must be pinned, not ${range}`);
    }
  }
  for (const [name, range] of Object.entries(readManifest(root).devDependencies ?? {})) {
    if (!exact.test(range)) report.fault('package.json', `the tool ${name} must be pinned, not ${range}`);
  }
  report.count('workspaces', workspaces.length, 5);
  report.count('published packages', published, 3);
  report.count('declared dependencies', dependencies, 6);
}
