import { startStandIn } from '../../src/standin'
import { startCallback } from '../wecom/server'

describe('the stand-in as a sender of callbacks', () => {
  it('delivers what a member says and opens the passive reply', async () => {
    const server = await startCallback((delivery) =>
      Promise.resolve(delivery.content.kind === 'text' ? `收到:${delivery.content.text}` : null),
    )
    const wecom = await startStandIn({
      members: [{ userid: 'LinXia', name: '林夏' }],
      keys: server.keys,
      callbackUrl: server.url,
      now: () => Date.parse('2026-03-02T08:30:00.900+08:00'),
    })
    expect(await wecom.say('LinXia', '在村 ]]> 里')).toMatchObject({ status: 200, reply: '收到:在村 ]]> 里' })
    expect(await wecom.voice('LinXia')).toMatchObject({ status: 200, reply: null })
    expect(server.received[0]).toMatchObject({
      from: 'linxia',
      at: Date.parse('2026-03-02T08:30:00+08:00'),
      content: { kind: 'text', text: '在村 ]]> 里' },
    })
    const check = await wecom.verifyUrl()
    expect(check).toMatchObject({ status: 200, body: check.echo })
    await wecom.stop()
    await server.stop()
  })
})
