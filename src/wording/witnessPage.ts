/**
 * The page a village secretary opens from a forwarded link: names only, three big buttons, no script. The first button of the
 * form is the one that the keyboard's own Enter presses: it says no more than what was typed.
 */

export interface WitnessPage {
  village: string
  /** Whom it is about. */
  names: readonly string[]
  /** Who asks, for a call back. */
  caller: { name: string; mobile: string } | null
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 32};`)

const frame = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title>
<style>
body{margin:0 auto;max-width:32rem;padding:1.2rem;font:1.15rem/1.6 sans-serif;color:#1d2b22;background:#f6f7f4}
h1{font-size:1.4rem;margin:.2rem 0 1rem}
button,a.tel{display:block;width:100%;box-sizing:border-box;margin:.7rem 0;padding:1rem;border:0;border-radius:.6rem;
font:inherit;font-size:1.3rem;text-align:center;text-decoration:none;color:#fff;background:#2f6b4f}
button.know{background:#2d5f8a}button.not{background:#8a6a2d}a.tel{background:#fff;color:#2f6b4f;border:1px solid #2f6b4f}
input{width:100%;box-sizing:border-box;padding:.8rem;font:inherit;border:1px solid #9aa89f;border-radius:.5rem}
p.small{font-size:.95rem;color:#4b5a51}button.enter{position:absolute;left:-999px;width:1px;padding:0}
</style></head><body>${body}</body></html>`

export function witnessPage({ village, names, caller }: WitnessPage): string {
  const who = escaped(names.join('、'))
  const tel =
    caller === null
      ? ''
      : `<a class="tel" href="tel:${escaped(caller.mobile)}">打电话给${escaped(caller.name)}</a>`
  return frame(
    `${village}工作队`,
    `<h1>${escaped(village)}工作队今天在哪?</h1>
<p>想问问${who}的去向。您知道就点一下,不知道也没关系。</p>
<form method="post" autocomplete="off">
<button class="enter" name="answer" value="line" tabindex="-1" aria-hidden="true">写好了</button>
<button name="answer" value="here">都在</button>
<p><label>去哪了、几点回(可以不写)<input name="line" maxlength="120"></label></p>
<button class="know" name="answer" value="know">知道去向</button>
<button class="not" name="answer" value="not_seen">没见到</button>
</form>${tel}
<p class="small">只问这一件事,有结果了或者过24小时就失效。您的话会记成「村里说的」,不是考核。</p>`,
  )
}

export const witnessThanks = () =>
  frame('谢谢', '<h1>谢谢您!</h1><p>您的话我转告在找他们的人了。这个页面可以关了。</p>')

export const witnessGone = () =>
  frame(
    '链接用不了了',
    '<h1>这个链接用不了了</h1><p>可能事情已经有结果,也可能过了24小时。谢谢您!有急事请打110、119、120。</p>',
  )
