import type { Logger } from 'pino'
import type { WecomClient } from './wecom/client'

/** The application's menu, as the bot registers it through menu/create. The keys are words the bot knows (contract 2). */

interface Button {
  type: 'click' | 'location_select'
  name: string
  key: string
}

const click = (name: string, key: string): Button => ({ type: 'click', name, key })

export const MENU: { button: { name: string; sub_button: Button[] }[] } = {
  button: [
    {
      name: '去向',
      sub_button: [
        click('在村里', 'in_village'),
        click('下组入户', 'field'),
        click('山上没信号', 'no_signal'),
        click('回来了', 'back'),
      ],
    },
    { name: '平安', sub_button: [click('报平安', 'safe'), click('求助', 'help')] },
    {
      name: '我的',
      sub_button: [
        click('我的日志', 'my_log'),
        click('隐私', 'privacy'),
        click('意见', 'feedback'),
        { type: 'location_select', name: '发位置', key: 'location' },
      ],
    },
  ],
}

/** Registers the menu with WeCom, which replaces whatever was there. A failure is logged: everything can be typed too. */
export async function installMenu(client: WecomClient, log: Logger): Promise<void> {
  const outcome = await client.createMenu(MENU)
  if (outcome.kind === 'ok') log.info('the menu is registered')
  else log.warn({ outcome }, 'the menu could not be registered; it is tried again at the next start')
}
