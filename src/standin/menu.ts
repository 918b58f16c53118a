import { fail, isRecord, ok, text, type Api, type State } from './state'

const WITH_KEY = [
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
]

/** menu/create, get, delete with the console's limits. */
export function menuApis(state: State): Record<string, Api> {
  const foreign = (query: URLSearchParams) =>
    query.get('agentid') === String(state.keys.agentId) ? null : fail(40056, 'invalid agentid')
  return {
    'menu/create'({ query, json }) {
      const wrong = foreign(query) ?? checkButtons(json['button'], 3, 16)
      if (wrong) return wrong
      state.menu = json
      return ok()
    },
    'menu/get'({ query }) {
      return foreign(query) ?? (isRecord(state.menu) ? ok(state.menu) : fail(46003, 'menu not found'))
    },
    'menu/delete'({ query }) {
      const wrong = foreign(query)
      if (wrong) return wrong
      state.menu = null
      return ok()
    },
  }
}

function checkButtons(buttons: unknown, most: number, nameBytes: number): ReturnType<typeof fail> | null {
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > most) {
    return fail(40016, 'invalid button count')
  }
  for (const button of buttons as unknown[]) {
    if (!isRecord(button)) return fail(40035, 'invalid parameter')
    const name = Buffer.byteLength(text(button['name']))
    if (name < 1 || name > nameBytes) return fail(40018, 'invalid button name size')
    const wrong =
      button['sub_button'] === undefined ? checkAction(button) : checkButtons(button['sub_button'], 5, 40)
    if (wrong) return wrong
  }
  return null
}

function checkAction(button: Record<string, unknown>): ReturnType<typeof fail> | null {
  const type = text(button['type'])
  if (WITH_KEY.includes(type)) {
    const key = Buffer.byteLength(text(button['key']))
    return key < 1 || key > 128 ? fail(40019, 'invalid button key size') : null
  }
  if (type === 'view') {
    const url = Buffer.byteLength(text(button['url']))
    return url < 1 || url > 1024 ? fail(40020, 'invalid button url size') : null
  }
  return type === 'view_miniprogram' ? null : fail(40017, 'invalid button type')
}
