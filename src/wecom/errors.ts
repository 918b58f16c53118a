/**
 * WeCom's error codes as this program meets them: what to do, and a sentence for the operator.
 * `retry`: passes by itself. `application`: something to mend in the console or the configuration; every message fails
 * until then. `message`: this call or its receiver; trying again is pointless.
 */
export interface ErrorRule {
  does: 'retry' | 'application' | 'message'
  advice: string
  /** `retry` only: not before that long */
  afterMs?: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

const retry = (afterMs: number, advice: string): ErrorRule => ({ does: 'retry', afterMs, advice })
const application = (advice: string): ErrorRule => ({ does: 'application', advice })
const message = (advice: string): ErrorRule => ({ does: 'message', advice })

/** On a call (not on gettoken): drop the token, fetch one, repeat the call once. */
export const TOKEN_ERRORS = new Set([40001, 40014, 42001])

const RULES = new Map<number, ErrorRule>([
  [-1, retry(SECOND, '企业微信系统繁忙,稍后自动重试。')],
  [6000, retry(SECOND, '数据版本冲突,稍后自动重试。')],
  [45009, retry(MINUTE, '调用太频繁,被企业微信限制,过一分钟再试。')],
  [45033, retry(2 * SECOND, '同时调用太多,稍后自动重试。')],
  [301022, retry(5 * SECOND, '企业微信系统失败,稍后自动重试。')],

  [40001, application('应用的 Secret 不对或应用已停用:核对 WECOM_AGENT_SECRET。')],
  [40013, application('企业 ID 不对:核对 WECOM_CORP_ID。')],
  [40014, retry(30 * SECOND, 'access_token 刚换过仍不被接受,稍后再取。')],
  [42001, retry(30 * SECOND, 'access_token 刚换过仍显示过期,稍后再取。')],
  [40056, application('应用 ID 不对:核对 WECOM_AGENT_ID。')],
  [40057, application('回调地址没有通过验证:核对地址、Token 和 EncodingAESKey。')],
  [41001, application('请求没有带 access_token:中间的代理可能改动了地址。')],
  [48002, application('应用没有这个接口的权限:在管理后台的应用权限里打开。')],
  [48005, application('这个接口已被收回:看企业微信的公告。')],
  [48006, application('应用长期不用,权限被收回:在管理后台重新启用。')],
  [50001, application('网页授权的域名与可信域名不一致:核对 PUBLIC_URL 和后台的可信域名。')],
  [50003, application('应用已停用:在管理后台启用。')],
  [60020, application('本机 IP 不在企业可信 IP 里:在管理后台的应用页添加,一分钟后生效。')],
  [80001, application('可信域名没有备案或主体不符:换用已备案的域名。')],
  [301002, application('Secret 与应用 ID 不属于同一个应用:核对 WECOM_AGENT_SECRET 和 WECOM_AGENT_ID。')],
  [301007, application('企业已解散或被封:联系企业微信客服。')],
  [301042, application('本机 IP 不在白名单里:在管理后台添加。')],

  [40003, message('账号不在通讯录里,或已离开:核对花名册的账号。')],
  [40004, message('素材类型不对。')],
  [40005, message('文件类型不对。')],
  [40006, message('文件大小不合要求。')],
  [40007, message('素材已过期(三天)或不存在:需要重新上传。')],
  [40008, message('消息类型不对。')],
  [40029, message('登录码无效:重新打开页面登录。')],
  [42022, message('登录码已过期:重新打开页面登录。')],
  [40031, message('接收人名单不合要求。')],
  [40032, message('接收人太多:一次最多一千人。')],
  [40033, message('请求里有不能发送的字符。')],
  [40035, message('参数不合要求。')],
  [40058, message('参数不合要求。')],
  [40063, message('缺少参数。')],
  [44004, message('文字是空的。')],
  [45001, message('文件太大。')],
  [45002, message('文字太长:最多 2048 字节。')],
  [46003, message('应用还没有菜单。')],
  [46004, message('账号不存在:核对花名册的账号。')],
  [50002, message('成员不在应用的可见范围里:在管理后台扩大可见范围。')],
  [60011, message('应用看不到这个成员或部门:在管理后台扩大可见范围。')],
  [60021, message('成员不在应用的可见范围里:在管理后台扩大可见范围。')],
  [60111, message('账号不存在、已离开或不在可见范围:核对花名册的账号。')],
  [81013, message('接收人全部无效或不在可见范围:核对花名册的账号和应用的可见范围。')],
  [82001, message('没有写接收人。')],
  [85002, message('文字里有企业微信不允许的词。')],
])

/** The rule of a code; an unknown one is not worth repeating. */
export function ruleFor(code: number): ErrorRule {
  return RULES.get(code) ?? message(`企业微信返回错误码 ${code}:在其开发者文档的全局错误码页查找。`)
}
