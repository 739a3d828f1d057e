/**
 * `npm run lock:repair`: adds the platform packages that npm left out of package-lock.json.
 *
 * npm records only those optional packages that the registry at hand serves; `npm ci` on any machine then stops with
 * "Missing: … from lock file". An entry without integrity is enough: npm reads the rest from its own registry.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { place, say } from './tools.mjs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const EXACT = /^\d+\.\d+\.\d+[\w.+-]*$/;

/**
 * Adds the absent entries and sorts all of them.
 * @param lock a parsed package-lock.json (version 3); changed in place
 * @returns {string[]} names of the packages added
 */
export function repairLock(lock) {
  const added = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isFound(lock.packages, path, name)) continue;
      if (!EXACT.test(version)) throw new Error(`${name}@${version} of ${path} is absent and names no exact version`);
      lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry);
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  return added;
}

/** Whether Node would find the package from there: beside it or in any node_modules above. */
function isFound(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}

/** Lock entry of a platform package; system, processor and C library are the words of its name. */
function platformEntry(name, version, parent) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((word) => words.includes(word));
  const cpu = PROCESSORS.filter((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : [];
  if (cpu.length !== 1 || os.length > 1) throw new Error(`${name} does not name one platform`);
  return {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(place('package-lock.json'), 'utf8'));
  const added = repairLock(lock);
  if (added.length > 0) writeFileSync(place('package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
  say(added.length === 0 ? 'The lock file is complete.' : `Added ${added.length} platform packages: ${added.join(', ')}`);
}
