// A server of forms as kioskctl serves them, with a database of its own that goes with it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const forms = ['tests/play/forms/alle.yaml', 'forms/kandidat.yaml', 'forms/samling.yaml', 'forms/oppfolging.yaml', 'forms/mentor.yaml',
  'forms/workshop.yaml'];

/** Resolves, when it listens, to its address and the way to end it. */
export async function startServer(kioskctl, { theme = 'light', files = forms, trial = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'innspill-browser-'));
  const args = ['serve', '--db', join(folder, 'svar.db'), ...files.flatMap((file) => ['--form', file]), '--listen', '127.0.0.1:0', '--base-url',
    'http://127.0.0.1', '--theme', theme, ...(trial ? ['--trial'] : [])];
  const server = spawn(kioskctl, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise((resolve) => { server.on('exit', resolve); });
  server.stderr.on('data', (text) => { said += text; });
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = /port (\d+)/.exec(line);
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`kioskctl serve ended with ${code}: ${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    db: join(folder, 'svar.db'),
    async stop() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
