import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

/** 苏红 has no account. */
const MUTE = ROSTER.replace('suhong,苏红', ',苏红')

eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())
  async function begin(roster = ROSTER): Promise<[string, string][]> {
    world = await startWorld(newPlace, { day: '2026-07-18', roster })
    for (const who of ['qinglin', 'quyu', 'limin', 'duanli']) await world.say(who, '你好', '13:00')
    await world.say('qinglin', '刚才地震了,全镇点个名', '14:00')
    await world.say('qinglin', '确认', '14:01')
    return world.arrived('14:01')
  }
  const standing = (clock: string) => world.say('quyu', '点名情况', clock)

  describe('in a roll call', () => {
    it('the reason is what happened, without the words of the order', async () => {
      const asked = await begin()
      expect(textTo(asked, 'limin')).toContain('【点名】青岭镇 刚才地震了:平安吗?')
    })

    it.each<[string, string, number]>([
      ['没事', '李敏', 1],
      ['没事,我和苏老师都好,房子裂了', '李敏、苏红', 2],
      ['我们几个都好', '张伟、李敏、苏红', 3],
      ['我和张书记在操场,人都好', '张伟、李敏', 2],
    ])('%s is an answer of %s, said once', async (words, names, safe) => {
      await begin()
      const reply = await world.say('limin', words, '14:03')
      expect(reply).toContain(`收到,${names}平安`)
      expect(reply?.match(/平安/g)).toHaveLength(1)
      expect(await standing('14:04')).toContain(`平安${safe},`)
    })

    it('a bare 平安 is the speaker’s own, whoever else a search asks about', async () => {
      await begin()
      await world.say('zhangwei', '平安,没见到苏红', '14:02')
      expect(receivers(await world.arrived('14:02'))).toEqual(['limin'])
      expect(await world.say('limin', '平安', '14:03')).toContain('收到,李敏平安')
      expect(await standing('14:04')).toContain('平安2,在外0,要帮助0,没回4。')
      expect(await world.say('limin', '她在我家,没事', '14:05')).toContain('苏红')
      expect(await standing('14:06')).toContain('平安3,')
    })

    it('what is only guessed counts for nobody', async () => {
      await begin()
      expect(await world.say('limin', '苏老师应该没事', '14:03')).toContain('还没人见到苏红')
      expect(await standing('14:04')).toContain('平安1,在外0,要帮助0,没回5。')
    })

    it('numbers said are repeated', async () => {
      await begin()
      expect(await world.say('limin', '伤2人,转移40人,断电了', '14:03')).toContain(
        '李敏平安;受伤2人,转移40人,停电,记下了',
      )
    })

    it('whoever called for help and was found is in need no more, at once', async () => {
      await begin()
      await world.say('yanghai', '救命,房子塌了,我被困了', '14:03')
      await world.arrived('14:03')
      expect(await standing('14:04')).toContain('要帮助1')
      await world.say('qinglin', '杨海已找到,送医院了', '14:30')
      const told = await world.arrived('14:30')
      expect(textTo(told, 'quyu')).toContain('「送医院了」')
      expect(await standing('14:31')).toContain('平安1,在外0,要帮助0,没回5。')
    })

    it('a supervisor’s 已找到 counts for whom nobody else was looking', async () => {
      await begin()
      expect(await world.say('qinglin', '杨海已找到', '14:10')).toBe('好,杨海找到了,点名里也记下了。')
      expect(await standing('14:11')).toContain('平安1,')
      await world.say('qinglin', '结束点名', '14:12')
      expect(await world.say('qinglin', '杨海已找到', '14:13')).toBe('现在没有在找杨海,谢谢您记挂。')
    })

    it('whoever needs help is not asked about the others', async () => {
      await begin()
      await world.say('pujian', '救命,我腿砸断了', '14:03')
      await world.arrived('14:03')
      await world.watch('14:11')
      const asked = await world.watch('14:21')
      expect(receivers(asked)).toContain('maozhishu')
      expect(receivers(asked)).not.toContain('pujian')
    })

    it('mates of somebody without an account are asked for that one from the first question on', async () => {
      const asked = await begin(MUTE)
      expect(textTo(asked, 'limin')).toContain('苏红没有账号,请一起替着回一句。')
      expect(textTo(asked, 'zhangwei')).toContain('苏红没有账号')
      expect(textTo(asked, 'duanli')).not.toContain('没有账号')
    })
  })
})
