import { makeBundle } from './bundle/makeBundle.ts';
for (const without of ['nothing','sdk','packages'] as const) for (const minify of [false,true]) {
  const b = await makeBundle({without, minify});
  console.log(without, minify, b.bytes, b.gzip, b.code.match(/^import .*$/gm)?.length, [...b.code.matchAll(/from\s*"([^"]+)"/g)].map(m=>m[1]).filter(x=>!x.startsWith('node:')).slice(0,40).join(' '));
  if(!minify){ const g:Record<string,number>={}; for(const [p,n] of b.modules){const k=/packages\/([^/]+)/.exec(p)?.[1]??/node_modules\/(@[^/]+|[^/]+)/.exec(p)?.[1]??'example'; g[k]=(g[k]??0)+n;} console.log(g); }
}
