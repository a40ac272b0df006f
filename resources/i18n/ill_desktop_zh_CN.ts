<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>ILL Desk</source>
        <translation>馆际互借台</translation>
    </message>
    <message>
        <source>The desk of an interlibrary-loan and document-delivery counter: readers, requests, money and papers, without a network.</source>
        <translation>馆际互借与文献传递柜台的工作台：读者、请求、收银和单据，不依赖网络。</translation>
    </message>
    <message>
        <source>Fonts and icons</source>
        <translation>字体与图标</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Library profile</source>
        <translation>图书馆配置</translation>
    </message>
    <message>
        <source>SIL Open Font License 1.1; in windows and on papers</source>
        <translation>SIL 开放字体许可证 1.1；用于窗口和单据</translation>
    </message>
    <message>
        <source>Icons</source>
        <translation>图标</translation>
    </message>
    <message>
        <source>drawn for this program, under its licence</source>
        <translation>为本程序绘制，许可证相同</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>To be paid</source>
        <translation>应缴</translation>
    </message>
    <message>
        <source>Paid in advance</source>
        <translation>预付款余额</translation>
    </message>
    <message>
        <source>Payments are taken at the counter: %1</source>
        <translation>缴费请到柜台：%1</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>应缴项目</translation>
    </message>
    <message>
        <source>Account statement</source>
        <translation>账户收支</translation>
    </message>
    <message>
        <source>My account</source>
        <translation>我的账户</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Amount / yuan</source>
        <translation>金额 / 元</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>没有应缴的费用。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Owed ±</source>
        <translation>应缴 ±</translation>
    </message>
    <message>
        <source>Advance ±</source>
        <translation>预付款 ±</translation>
    </message>
    <message>
        <source>No money has moved yet.</source>
        <translation>还没有收支记录。</translation>
    </message>
</context>
<context>
    <name>ActivationSheet</name>
    <message>
        <source>Activate the account of %1</source>
        <translation>激活 %1 的账户</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Who it is</source>
        <translation>核对身份</translation>
    </message>
    <message>
        <source>How to reach the reader</source>
        <translation>联系方式与验证</translation>
    </message>
    <message>
        <source>Borrowing terms</source>
        <translation>借阅条款</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The QR belongs to this reader</source>
        <translation>二维码属于这位读者</translation>
    </message>
    <message>
        <source>This QR belongs to another reader</source>
        <translation>这个二维码属于另一位读者</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Enter last six of ID…</source>
        <translation>登记证件末六位…</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Ask for more</source>
        <translation>要求补充</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>This application</source>
        <translation>本次申请</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Let in as</source>
        <translation>读者类别</translation>
    </message>
    <message>
        <source>not given yet</source>
        <translation>尚未提供</translation>
    </message>
    <message>
        <source>on file</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>认证账号</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>学工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>工作单位</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Last six</source>
        <translation>证件末六位</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应审于</translation>
    </message>
</context>
<context>
    <name>BatchList</name>
    <message>
        <source>Reference %1 of %2</source>
        <translation>第 %1 篇，共 %2 篇</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>BranchSection</name>
    <message>
        <source>This counter</source>
        <translation>本柜台</translation>
    </message>
    <message>
        <source>Fixed since the first run: all numbers issued here begin with it.</source>
        <translation>首次运行时已确定：这里开出的编号都以此开头。</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Device code</source>
        <translation>设备代码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Pick-up place</source>
        <translation>取件地点</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Phone at the pick-up</source>
        <translation>取件电话</translation>
    </message>
</context>
<context>
    <name>CashierScreen</name>
    <message>
        <source>Take money</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Transfers to match</source>
        <translation>待核对转账</translation>
    </message>
    <message>
        <source>Papers of this shift</source>
        <translation>本班次单据</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>End of shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银</translation>
    </message>
    <message>
        <source>No shift</source>
        <translation>未开班</translation>
    </message>
    <message>
        <source>Shift open</source>
        <translation>班次进行中</translation>
    </message>
    <message>
        <source>since %1 · %2</source>
        <translation>%1 起 · %2</translation>
    </message>
    <message>
        <source>Find the reader first: scan the card or type a name.</source>
        <translation>请先找到读者：扫描校园卡或输入姓名。</translation>
    </message>
</context>
<context>
    <name>CodeSheet</name>
    <message>
        <source>Activation QR of %1</source>
        <translation>%1 的激活二维码</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Activation QR</source>
        <translation>激活二维码</translation>
    </message>
    <message>
        <source>Make another</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>The reader scans it with a phone and takes the three steps there. Good for one use.</source>
        <translation>读者用手机扫码，在手机上完成三步。只能用一次。</translation>
    </message>
    <message>
        <source>For the scanner of a counter or kiosk: it opens this reader&apos;s page. Good for one use.</source>
        <translation>由柜台或自助机的扫描器读取，打开这位读者的页面。只能用一次。</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Number · submitted</source>
        <translation>事务号 · 提交时间</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献信息</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>State</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应还日期</translation>
    </message>
    <message>
        <source>Type, service</source>
        <translation>类别 · 服务</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>总费用</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>In this state since</source>
        <translation>状态始于</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Undone</source>
        <translation>已撤回</translation>
    </message>
</context>
<context>
    <name>ContactStep</name>
    <message>
        <source>Code, typed by the reader</source>
        <translation>验证码（由读者输入）</translation>
    </message>
    <message>
        <source>Code to read out</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>生成验证码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解除锁定</translation>
    </message>
    <message>
        <source>Let the reader see this code; the program records that you were there.</source>
        <translation>请读者看此验证码后输入；记为“馆员见证”。</translation>
    </message>
</context>
<context>
    <name>CountSheet</name>
    <message>
        <source>End of shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>End the shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Count the drawer. What should be in it is shown afterwards.</source>
        <translation>请清点钱箱。应有金额在交班后显示。</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>清点合计</translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation>%1 元</translation>
    </message>
    <message>
        <source>%1 jiao</source>
        <translation>%1 角</translation>
    </message>
    <message>
        <source>Enter how many of each you counted; 0 if the drawer is empty.</source>
        <translation>请填写各面额的张数；钱箱为空请填 0。</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Are you still there?</source>
        <translation>您还在吗？</translation>
    </message>
    <message>
        <source>You will be signed out, and everything on the screen is cleared.</source>
        <translation>倒计时结束将退出登录，并清除屏幕上的全部内容。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续使用</translation>
    </message>
    <message>
        <source>I am done</source>
        <translation>我已用完</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up to another disk…</source>
        <translation>备份到其他磁盘…</translation>
    </message>
    <message>
        <source>Check the library</source>
        <translation>检查数据</translation>
    </message>
    <message>
        <source>Only an administrator backs up and checks the library.</source>
        <translation>只有管理员可以备份和检查数据。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>A copy of the database and of all documents, checked before it counts. The key file is in no backup: keep it apart, in a safe place.</source>
        <translation>复制数据库和全部文献，检查无误才算完成。密钥文件不在备份中，请另行妥善保管。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Whether the file is whole, the books balance, no number is missing, the history is unbroken and every document is there. Nothing is changed.</source>
        <translation>检查文件是否完整、账目是否平衡、编号有无缺漏、历史是否连贯、文献是否齐全。不做任何改动。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>最近备份</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>保存在</translation>
    </message>
    <message>
        <source>Back up to another disk</source>
        <translation>备份到其他磁盘</translation>
    </message>
    <message>
        <source>Backed up and checked: %1</source>
        <translation>已备份并检查：%1</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>发现 %1 处问题</translation>
    </message>
    <message>
        <source>Everything is as it must be</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>……另有 %1 处</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>A date looks like 2026-11-21</source>
        <translation>日期格式如 2026-11-21</translation>
    </message>
</context>
<context>
    <name>DepositSheet</name>
    <message>
        <source>Deposit</source>
        <translation>充值预付款</translation>
    </message>
    <message>
        <source>Take and print</source>
        <translation>收款并打印</translation>
    </message>
    <message>
        <source>In advance so far: %1</source>
        <translation>现有预付款 %1</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>ILL Desk</source>
        <translation>馆际互借台</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Patrons</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>注册审核</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>读者注册</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>Till %1 · shift since %2</source>
        <translation>钱箱 %1 · 班次 %2 起</translation>
    </message>
    <message>
        <source>Till %1 · no shift</source>
        <translation>钱箱 %1 · 未开班</translation>
    </message>
    <message>
        <source>Notices waiting: %1</source>
        <translation>待发消息 %1</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>尚未备份</translation>
    </message>
    <message>
        <source>Last backup %1</source>
        <translation>最近备份 %1</translation>
    </message>
    <message>
        <source>Offline: notices wait in the outbox</source>
        <translation>离线：消息在发件箱等待</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Suppliers asked</source>
        <translation>已询协作馆</translation>
    </message>
    <message>
        <source>Choose a request to see its next steps</source>
        <translation>选一笔请求，查看下一步</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附上</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文献</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>needed by %1</source>
        <translation>%1 前需要</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>应还 %1</translation>
    </message>
    <message>
        <source>kept until %1</source>
        <translation>保留至 %1</translation>
    </message>
    <message>
        <source>The reader is not activated: nothing can be lent out yet</source>
        <translation>读者尚未激活，暂不能外借</translation>
    </message>
    <message>
        <source>None yet. Drop a file here.</source>
        <translation>还没有。可把文件拖到这里。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>did not supply</source>
        <translation>未提供</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制事务号</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>To be read here; the copy to keep is in your mailbox</source>
        <translation>仅供在此阅读，文献已发到您的邮箱</translation>
    </message>
</context>
<context>
    <name>DonePanel</name>
    <message>
        <source>Paper</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Next reader</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Transfer slip printed, nothing posted yet</source>
        <translation>转账单已开出，尚未入账</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>已收</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>收到现金</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>The reader has it stamped by finance; match the slip when it comes back. The document goes out then.</source>
        <translation>读者持单到财务科办理；凭证交回后在“待核对转账”中核对，随即发送文献。</translation>
    </message>
    <message>
        <source>Released now: %1</source>
        <translation>已放行请求：%1 件</translation>
    </message>
    <message>
        <source>%1 · change %2</source>
        <translation>%1 · 找零 %2</translation>
    </message>
    <message>
        <source>Before: %1 · change %2</source>
        <translation>上一笔 %1 · 找零 %2</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>上一笔 %1</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>Permission to borrow</source>
        <translation>可借通知</translation>
    </message>
    <message>
        <source>Reminder before something is due</source>
        <translation>即将到期提醒</translation>
    </message>
    <message>
        <source>Notice of what is overdue</source>
        <translation>逾期通知</translation>
    </message>
    <message>
        <source>Arrival of reserved items</source>
        <translation>预约图书到馆通知</translation>
    </message>
    <message>
        <source>Recall and changed due dates</source>
        <translation>催还及应还日期变更通知</translation>
    </message>
    <message>
        <source>The account is activated</source>
        <translation>账户已激活</translation>
    </message>
    <message>
        <source>From now on the reader gets:</source>
        <translation>读者从现在起享有：</translation>
    </message>
</context>
<context>
    <name>DraftOffer</name>
    <message>
        <source>Go on with it</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>A request was begun and not submitted</source>
        <translation>有一笔未提交的请求</translation>
    </message>
</context>
<context>
    <name>DropField</name>
    <message>
        <source>Drop the registry here, or choose the file</source>
        <translation>把名册文件拖到这里，或选择文件</translation>
    </message>
    <message>
        <source>CSV (UTF-8 or GB18030) with columns number, name, class, department, last six, valid until</source>
        <translation>CSV（UTF-8 或 GB18030），列：学工号、姓名、类别、院系、证件末六位、有效期</translation>
    </message>
</context>
<context>
    <name>DuesPanel</name>
    <message>
        <source>Nothing is due. Press D to pay something in advance, F2 for the next reader.</source>
        <translation>没有应缴项目。按 D 充值预付款，按 F2 接待下一位。</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>应缴项目</translation>
    </message>
    <message>
        <source>Transaction number</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Transfer slip</source>
        <translation>转账单</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Total (%1)</source>
        <translation>合计（%1 项）</translation>
    </message>
</context>
<context>
    <name>ErrorWindow</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Nothing was stored by this step. You can go on working. Please send the report to whoever looks after the program; it holds no personal data.</source>
        <translation>这一步没有保存任何内容，可以继续工作。请把报告发给程序维护人员；其中没有个人信息。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Title, reader, pinyin, number</source>
        <translation>题名、读者、拼音、号码</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>文献类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Open by number</source>
        <translation>按编号打开</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>Register a reader</source>
        <translation>登记读者</translation>
    </message>
    <message>
        <source>Review registrations</source>
        <translation>审核注册</translation>
    </message>
    <message>
        <source>Take money</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Month&apos;s report</source>
        <translation>月报</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Library</source>
        <translation>图书馆</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Set up this counter</source>
        <translation>设置本柜台</translation>
    </message>
    <message>
        <source>All facts of the library can be changed later in Settings.</source>
        <translation>图书馆的各项资料以后都可在“设置”中修改。</translation>
    </message>
    <message>
        <source>Data folder: %1</source>
        <translation>数据文件夹：%1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>At least %1 characters</source>
        <translation>至少 %1 位</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>确认密码</translation>
    </message>
    <message>
        <source>The two differ</source>
        <translation>两次输入不一致</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>This person lets others in and changes settings. The password is kept only as a hash.</source>
        <translation>管理员负责添加馆员和修改设置。密码只以散列形式保存。</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>This is needed</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>GeneralSection</name>
    <message>
        <source>Language of the counter</source>
        <translation>柜台语言</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Base address</source>
        <translation>基准网址</translation>
    </message>
    <message>
        <source>Address of the activation page</source>
        <translation>激活页的网址</translation>
    </message>
    <message>
        <source>With an address, the QR code on activation slips is a link that phones open. Without one it is read by the scanner of a counter or kiosk.</source>
        <translation>填写后，激活单上的二维码是手机可以打开的链接；不填时，由柜台或自助机的扫描器读取。</translation>
    </message>
    <message>
        <source>Sign-in, kiosk and papers begin in it. Each person switches the windows for themselves, in the status bar.</source>
        <translation>登录页、自助机和单据先用这种语言。每个人可在状态栏为自己切换窗口语言。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>For you alone; remembered with your name.</source>
        <translation>只对您自己有效，随您的账号保存。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Information desk</source>
        <translation>咨询台</translation>
    </message>
    <message>
        <source>Often asked</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>咨询</translation>
    </message>
    <message>
        <source>Borrowing</source>
        <translation>借阅</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Nothing in the mailbox?</source>
        <translation>没收到文献？</translation>
    </message>
    <message>
        <source>Look into the junk folder, and put %1 on the white list.</source>
        <translation>请查看垃圾邮件，并把 %1 加入白名单。</translation>
    </message>
    <message>
        <source>Many requests?</source>
        <translation>申请较多？</translation>
    </message>
    <message>
        <source>Pay some money in advance at the counter; it is used as needed.</source>
        <translation>可在柜台预付一些费用，按需扣除。</translation>
    </message>
    <message>
        <source>No account yet?</source>
        <translation>还没有账号？</translation>
    </message>
    <message>
        <source>Ask at the counter to be registered.</source>
        <translation>请到柜台注册。</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>柜台</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Pick-up place</source>
        <translation>取件地点</translation>
    </message>
    <message>
        <source>Pick-up phone</source>
        <translation>取件电话</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>Tick what is paid now: Space, or a click on the box.</source>
        <translation>请勾选要缴的项目：按空格或点选框。</translation>
    </message>
    <message>
        <source>Slip %1 waits for finance. Paid now in another way, the slip is cancelled.</source>
        <translation>转账单 %1 正等待财务办结。现在改用其他方式支付，该转账单将作废。</translation>
    </message>
    <message>
        <source>Campus reader paying cash: the paper is an internal settlement voucher, which is not reimbursable. Who needs reimbursement pays by internal transfer: print the slip first.</source>
        <translation>校内读者付现金：开具校内结算凭证，不能报销。需要报销请用校内转账，先打印转账单。</translation>
    </message>
    <message>
        <source>Off-campus reader paying cash: a receipt, and an invoice may be issued.</source>
        <translation>校外读者付现金：开具收据，可以开发票。</translation>
    </message>
    <message>
        <source>Take the amount on the card terminal, then enter the terminal&apos;s reference.</source>
        <translation>在校园卡终端上收款，再输入终端显示的参考号。</translation>
    </message>
    <message>
        <source>Paid in the campus card app or DingTalk: there is no refund. Enter the reference that the reader&apos;s phone shows.</source>
        <translation>读者在校园卡 APP 或浙大钉上支付，费用无法退款。请输入手机上显示的参考号。</translation>
    </message>
    <message>
        <source>Printing the slip posts nothing: the lines stay due until finance has stamped it and it is matched here; then the document goes out.</source>
        <translation>打印转账单不入账：财务办结、在此核对之前仍为应缴；核对后即发送文献。</translation>
    </message>
    <message>
        <source>Choose how it is paid. Off-campus readers get a receipt; internal transfer is for campus readers only.</source>
        <translation>请选择支付方式。校外读者开具收据；校内转账只适用于校内读者。</translation>
    </message>
    <message>
        <source>Taken from what the reader has paid in advance; it never goes below zero.</source>
        <translation>从读者的预付款中扣除，余额不会低于零。</translation>
    </message>
    <message>
        <source>Choose how it is paid. Campus readers who need reimbursement: internal transfer; cash gives a settlement voucher that is not reimbursable.</source>
        <translation>请选择支付方式。校内读者需要报销请用校内转账；付现金只开校内结算凭证，不能报销。</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Hello, %1</source>
        <translation>%1，您好</translation>
    </message>
    <message>
        <source>Please sign out when you are done</source>
        <translation>用完后请退出登录</translation>
    </message>
    <message>
        <source>My requests</source>
        <translation>我的请求</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>Pick-up · %1</source>
        <translation>取件 · %1</translation>
    </message>
</context>
<context>
    <name>IdentityStep</name>
    <message>
        <source>I have seen the ID card or passport</source>
        <translation>已核对身份证或护照</translation>
    </message>
</context>
<context>
    <name>InstitutionPicker</name>
    <message>
        <source>Part of the name, or pinyin initials such as zjdx</source>
        <translation>学校名称的一部分，或拼音首字母，如 zjdx</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Institutions</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>No institution found. Try another part of its name, or another sub-centre.</source>
        <translation>没有找到学校。请换个词，或看看其他分中心。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>Sub-centre</source>
        <translation>分中心</translation>
    </message>
    <message>
        <source>Campus card</source>
        <translation>一卡通</translation>
    </message>
    <message>
        <source>automatic authentication</source>
        <translation>已完成自动认证</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>KioskFooter</name>
    <message>
        <source>Offline: messages are kept and sent later</source>
        <translation>离线：消息已保存，联网后发送</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
</context>
<context>
    <name>KioskHeader</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Large print</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Normal print</source>
        <translation>标准字</translation>
    </message>
</context>
<context>
    <name>KioskPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>KioskSection</name>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>6–12 digits</source>
        <translation>6–12 位数字</translation>
    </message>
    <message>
        <source>PIN again</source>
        <translation>再次输入 PIN</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>设定 PIN</translation>
    </message>
    <message>
        <source>Only an administrator sets the PIN.</source>
        <translation>只有管理员可以设定 PIN。</translation>
    </message>
    <message>
        <source>Kiosk PIN</source>
        <translation>自助机 PIN</translation>
    </message>
    <message>
        <source>Readers cannot close the kiosk; staff leave it with this PIN. Without one it does not start.</source>
        <translation>读者不能关闭自助机，工作人员用这个 PIN 离开。没有 PIN 时自助机不能启动。</translation>
    </message>
    <message>
        <source>Starting the kiosk</source>
        <translation>启动自助机</translation>
    </message>
    <message>
        <source>On the machine at which readers stand, with the same data folder. A minute without a touch signs the reader out.</source>
        <translation>在读者使用的机器上，用同一个数据文件夹启动。一分钟无人操作即自动退出登录。</translation>
    </message>
    <message>
        <source>A PIN is set</source>
        <translation>已设定 PIN</translation>
    </message>
    <message>
        <source>No PIN yet</source>
        <translation>尚未设定 PIN</translation>
    </message>
    <message>
        <source>The two are not the same; please type again</source>
        <translation>两次输入不一致，请重新输入</translation>
    </message>
    <message>
        <source>The kiosk PIN is set</source>
        <translation>自助机 PIN 已设定</translation>
    </message>
</context>
<context>
    <name>KioskWindow</name>
    <message>
        <source>Something went wrong. Please ask at the counter.</source>
        <translation>出错了，请到柜台咨询。</translation>
    </message>
    <message>
        <source>This code cannot be used here. Please ask at the counter.</source>
        <translation>这个码在这里不能使用，请到柜台咨询。</translation>
    </message>
</context>
<context>
    <name>LeavePage</name>
    <message>
        <source>Staff PIN</source>
        <translation>工作人员 PIN</translation>
    </message>
    <message>
        <source>Close the kiosk</source>
        <translation>关闭自助机</translation>
    </message>
    <message>
        <source>For staff only. Readers go back.</source>
        <translation>仅限工作人员，读者请返回。</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>离开自助机</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Capital letters</source>
        <translation>大写字母</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
</context>
<context>
    <name>LibrarySection</name>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Information desk</source>
        <translation>咨询台</translation>
    </message>
    <message>
        <source>Internal transfer slip</source>
        <translation>校内转账单</translation>
    </message>
    <message>
        <source>As the finance office wants it on the slip.</source>
        <translation>按财务部门对转账单的要求填写。</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>银行账户</translation>
    </message>
    <message>
        <source>For readers from outside who pay by bank transfer.</source>
        <translation>供校外读者银行转账。</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>馆名</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务名称</translation>
    </message>
    <message>
        <source>E-mail for questions and slips</source>
        <translation>咨询与收凭证的邮箱</translation>
    </message>
    <message>
        <source>Sender of notices</source>
        <translation>通知的发件人</translation>
    </message>
    <message>
        <source>Readers are asked to put it on their white list.</source>
        <translation>通知会请读者把它加入白名单。</translation>
    </message>
    <message>
        <source>Opens at</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Closes at</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Phone · borrowing</source>
        <translation>电话 · 借阅</translation>
    </message>
    <message>
        <source>Phone · passwords, website</source>
        <translation>电话 · 密码与网站</translation>
    </message>
    <message>
        <source>Phone · registration</source>
        <translation>电话 · 注册</translation>
    </message>
    <message>
        <source>Title of the slip</source>
        <translation>转账单标题</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>收款单位</translation>
    </message>
    <message>
        <source>Department code</source>
        <translation>部门代码</translation>
    </message>
    <message>
        <source>Project code</source>
        <translation>项目代码</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>转帐说明</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>户名</translation>
    </message>
    <message>
        <source>Campus</source>
        <translation>校区</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户行</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>银行帐号</translation>
    </message>
    <message>
        <source>Purpose to be stated</source>
        <translation>用途栏</translation>
    </message>
</context>
<context>
    <name>LookAlikes</name>
    <message>
        <source>Perhaps here already</source>
        <translation>可能已有</translation>
    </message>
    <message>
        <source>document here</source>
        <translation>文件在库</translation>
    </message>
    <message>
        <source>No look-alike</source>
        <translation>没有疑似重复</translation>
    </message>
    <message>
        <source>Nobody else has this number, mobile or e-mail, or this name with the same last six.</source>
        <translation>没有其他读者使用相同的账号、手机、邮箱，或相同的姓名和证件末六位。</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>疑似同一人</translation>
    </message>
    <message>
        <source>Open this reader</source>
        <translation>打开这位读者</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>工作单位</translation>
    </message>
    <message>
        <source>Last six</source>
        <translation>证件末六位</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>not the same</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Scan or type: patron, number, receipt, DOI, ISBN, reference, command</source>
        <translation>扫描或输入：读者、事务号、收据、DOI、ISBN、题录、命令</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>全局查找</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>An amount looks like 12.50</source>
        <translation>金额格式如 12.50</translation>
    </message>
</context>
<context>
    <name>NewRequestScreen</name>
    <message>
        <source>New request</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>清空重填</translation>
    </message>
    <message>
        <source>Save draft</source>
        <translation>存草稿</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>草稿已自动保存</translation>
    </message>
    <message>
        <source>Submitted: %1</source>
        <translation>已提交：%1</translation>
    </message>
    <message>
        <source>%1 is not activated yet: nothing can be lent out before that.</source>
        <translation>%1 尚未激活，激活前不能外借。</translation>
    </message>
</context>
<context>
    <name>NewStaff</name>
    <message>
        <source>New colleague</source>
        <translation>添加工作人员</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>%1 can sign in now</source>
        <translation>%1 现在可以登录</translation>
    </message>
</context>
<context>
    <name>NextSteps</name>
    <message>
        <source>More steps</source>
        <translation>更多步骤</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>去收款</translation>
    </message>
    <message>
        <source>Attach document</source>
        <translation>附上文献</translation>
    </message>
</context>
<context>
    <name>NoticesScreen</name>
    <message>
        <source>Notices</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Nothing here. Each step of a request queues its notice by itself.</source>
        <translation>这里没有消息。办理请求的每一步都会自动生成通知。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Open the reader</source>
        <translation>打开读者</translation>
    </message>
    <message>
        <source>Choose a notice to read it.</source>
        <translation>选择一条消息查看全文。</translation>
    </message>
    <message>
        <source>No mail server is set up: notices wait here and nothing gets lost. Urgent ones: open the reader and telephone.</source>
        <translation>尚未设置邮件服务器：消息在这里等待，不会丢失。急件请打开读者资料打电话。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>About</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>Name, pinyin, number, phone</source>
        <translation>姓名、拼音、号码、手机</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>Pick-up at</source>
        <translation>取件地点</translation>
    </message>
    <message>
        <source>The reader pays at most</source>
        <translation>最高可接受自付</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>所需日期</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>May be collected by</source>
        <translation>代取人</translation>
    </message>
    <message>
        <source>Any edition will do</source>
        <translation>任何版本均可</translation>
    </message>
    <message>
        <source>The reader has agreed to the copyright statement: for own study and research only</source>
        <translation>读者已同意版权声明：仅供个人学习和研究使用</translation>
    </message>
</context>
<context>
    <name>PaperSize</name>
    <message>
        <source>Receipts print on</source>
        <translation>单据纸张</translation>
    </message>
    <message>
        <source>A5 sheet</source>
        <translation>A5 纸</translation>
    </message>
    <message>
        <source>%1 mm roll</source>
        <translation>%1 mm 卷纸</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Cash received</source>
        <translation>收到现金</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
</context>
<context>
    <name>PartsList</name>
    <message>
        <source>Take this part out</source>
        <translation>取消这一项</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>还需支付</translation>
    </message>
</context>
<context>
    <name>PasswordSheet</name>
    <message>
        <source>New password for %1</source>
        <translation>为 %1 设置新密码</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>The new password of %1 counts from now on</source>
        <translation>%1 的新密码已生效</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>Paste, drop or scan a reference: RIS, BibTeX, CNKI, GB/T 7714, DOI, ISBN, OpenURL</source>
        <translation>粘贴、拖入或扫描题录：RIS、BibTeX、知网、GB/T 7714、DOI、ISBN、OpenURL</translation>
    </message>
    <message>
        <source>Reading references</source>
        <translation>正在识别题录</translation>
    </message>
    <message>
        <source>The file is too large for a list of references.</source>
        <translation>文件太大，不像是题录。</translation>
    </message>
    <message>
        <source>The file could not be read: %1</source>
        <translation>文件无法读取：%1</translation>
    </message>
    <message>
        <source>Not recognised as a reference: it stands under Other as it is</source>
        <translation>未能识别为题录，已原样放入“其他”</translation>
    </message>
    <message>
        <source>Read as %1, %2: %3 fields filled</source>
        <translation>识别为 %1 %2，填好 %3 项</translation>
    </message>
    <message>
        <source>still needed: %1</source>
        <translation>还需填写：%1</translation>
    </message>
    <message>
        <source>please check: %1</source>
        <translation>请核对：%1</translation>
    </message>
    <message>
        <source>not placed: %1</source>
        <translation>未能归入：%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>PatientSheet</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>%1 to %2 characters</source>
        <translation>%1–%2 个字符</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>The two are not the same; please type again</source>
        <translation>两次输入不一致，请重新输入</translation>
    </message>
</context>
<context>
    <name>PatronField</name>
    <message>
        <source>Choose a reader from the list</source>
        <translation>请从列表中选择读者</translation>
    </message>
</context>
<context>
    <name>PatronsScreen</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Not activated</source>
        <translation>未激活</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Name, pinyin, number, mobile or e-mail</source>
        <translation>姓名、拼音、学工号、手机或邮箱</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Nobody found. Search for less, or register the reader.</source>
        <translation>没有找到读者。请减少检索词，或登记这位读者。</translation>
    </message>
    <message>
        <source>Nobody here.</source>
        <translation>这里没有读者。</translation>
    </message>
    <message>
        <source>No readers yet. Import the campus registry or register the first reader.</source>
        <translation>还没有读者。请导入校内名册，或登记第一位读者。</translation>
    </message>
    <message>
        <source>No readers yet. Register the first reader.</source>
        <translation>还没有读者。请登记第一位读者。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Patrons</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Import registry</source>
        <translation>导入名册</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Unit and class</source>
        <translation>单位与类别</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>注册时间</translation>
    </message>
    <message>
        <source>Register a reader</source>
        <translation>登记读者</translation>
    </message>
</context>
<context>
    <name>PaymentForm</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>收到现金</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>正好</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>As the terminal or the phone shows it</source>
        <translation>以终端或手机上显示的为准</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>还差</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
</context>
<context>
    <name>PaymentPanel</name>
    <message>
        <source>Pay a part of it in another way</source>
        <translation>分几种方式支付</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Print transfer slip</source>
        <translation>打印转账单</translation>
    </message>
    <message>
        <source>Take and print</source>
        <translation>收款并打印</translation>
    </message>
</context>
<context>
    <name>PeriodChip</name>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>近 30 天</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自选起止…</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>This day comes before the first one</source>
        <translation>结束日期早于开始日期</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>Choose a reader to see the profile</source>
        <translation>选择一位读者查看资料</translation>
    </message>
    <message>
        <source>Take money</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应缴</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>预付款</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>History</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Show or hide the mobile number</source>
        <translation>显示或隐藏手机号</translation>
    </message>
    <message>
        <source>Change e-mail or mobile</source>
        <translation>更改邮箱或手机</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Campus</source>
        <translation>校内</translation>
    </message>
    <message>
        <source>Off campus</source>
        <translation>校外</translation>
    </message>
    <message>
        <source>New terms to agree to</source>
        <translation>条款已更新，待同意</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Pages</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>文件无法写入：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>PricePanel</name>
    <message>
        <source>Expected cost</source>
        <translation>预计费用</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Nothing was charged</source>
        <translation>未产生费用</translation>
    </message>
    <message>
        <source>Expected cost</source>
        <translation>预计费用</translation>
    </message>
    <message>
        <source>Counted by page: shown once the pages are known</source>
        <translation>按页计费，填写页码后显示</translation>
    </message>
    <message>
        <source>Tariff of %1</source>
        <translation>资费版本 %1</translation>
    </message>
    <message>
        <source>Above what the reader accepts: on arrival the reader is asked first</source>
        <translation>超过读者可接受的上限，到馆后先请读者确认</translation>
    </message>
    <message>
        <source>Cost %1</source>
        <translation>费用 %1</translation>
    </message>
    <message>
        <source>To be paid: %1</source>
        <translation>待缴 %1</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已缴清</translation>
    </message>
    <message>
        <source>Nothing to pay</source>
        <translation>无需缴费</translation>
    </message>
    <message>
        <source>The reader pays</source>
        <translation>读者自付</translation>
    </message>
</context>
<context>
    <name>ProfileFacts</name>
    <message>
        <source>Institution</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>工作单位</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Last six</source>
        <translation>证件末六位</translation>
    </message>
    <message>
        <source>on file</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>not given yet</source>
        <translation>尚未提供</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Blocked until</source>
        <translation>复查日期</translation>
    </message>
    <message>
        <source>Activated</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>terms %1</source>
        <translation>条款 %1</translation>
    </message>
</context>
<context>
    <name>ProgressCard</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Quantity</name>
    <message>
        <source>A whole number, at most 100,000</source>
        <translation>请填写整数，最多 100,000</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Password again</source>
        <translation>确认密码</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>认证账号</translation>
    </message>
    <message>
        <source>Student / staff number</source>
        <translation>学工号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>读者类别</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>工作单位</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>院系</translation>
    </message>
    <message>
        <source>Last six of ID / passport</source>
        <translation>身份证或护照末六位</translation>
    </message>
    <message>
        <source>Language of notices</source>
        <translation>通知语言</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>No blanks; foreign names with ·, as Zoë·Müller</source>
        <translation>不能有空格；外文姓名用“·”连接，如 Zoë·Müller</translation>
    </message>
    <message>
        <source>Documents and notices go here</source>
        <translation>文献和通知发到这里，请确认有效</translation>
    </message>
    <message>
        <source>Letters and digits, no blank, no e-mail address</source>
        <translation>字母或数字，中间不能有空格，不能用邮箱</translation>
    </message>
    <message>
        <source>Needed for activation; may be added at review</source>
        <translation>激活时需要，可在审核时补登</translation>
    </message>
    <message>
        <source>%1–%2 letters and digits</source>
        <translation>%1–%2 位字母或数字</translation>
    </message>
    <message>
        <source>%1–%2 characters; not the campus password</source>
        <translation>%1–%2 位，可与一卡通密码不同</translation>
    </message>
</context>
<context>
    <name>ReaderActions</name>
    <message>
        <source>Activation slip</source>
        <translation>激活单</translation>
    </message>
    <message>
        <source>%1 may type codes again</source>
        <translation>%1 可以重新输入验证码</translation>
    </message>
    <message>
        <source>Contact of %1 changed</source>
        <translation>已更改 %1 的联系方式</translation>
    </message>
    <message>
        <source>E-mail and mobile of %1</source>
        <translation>%1 的邮箱和手机</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Documents and notices go there. The change is recorded.</source>
        <translation>文献和通知发到这里；更改会留下记录。</translation>
    </message>
    <message>
        <source>Last six of %1 entered</source>
        <translation>已登记 %1 的证件末六位</translation>
    </message>
    <message>
        <source>Last six of the ID of %1</source>
        <translation>%1 的证件末六位</translation>
    </message>
    <message>
        <source>Look at the ID card or passport; it is not kept as such.</source>
        <translation>请核对身份证或护照；不以原文保存。</translation>
    </message>
    <message>
        <source>%1 waits for review again</source>
        <translation>%1 已重新送审</translation>
    </message>
    <message>
        <source>What was missing from %1</source>
        <translation>%1 待补充的信息</translation>
    </message>
    <message>
        <source>Send to review</source>
        <translation>送审</translation>
    </message>
    <message>
        <source>%1 is blocked</source>
        <translation>已停用 %1</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Look again on</source>
        <translation>复查日期</translation>
    </message>
    <message>
        <source>The reader can sign in and see everything, but submit nothing new.</source>
        <translation>读者仍可登录查看，但不能提交新请求。</translation>
    </message>
    <message>
        <source>This day is over</source>
        <translation>这一天已过</translation>
    </message>
    <message>
        <source>%1 may submit again</source>
        <translation>%1 已恢复使用</translation>
    </message>
    <message>
        <source>Mark %1 as expired?</source>
        <translation>将 %1 标为到期？</translation>
    </message>
    <message>
        <source>For readers who have left. To use the service again they register again.</source>
        <translation>用于已离校的读者；以后再用须重新注册。</translation>
    </message>
    <message>
        <source>Mark as expired</source>
        <translation>标为到期</translation>
    </message>
    <message>
        <source>%1 is expired</source>
        <translation>%1 已到期</translation>
    </message>
    <message>
        <source>Close the account of %1?</source>
        <translation>注销 %1 的账户？</translation>
    </message>
    <message>
        <source>The reader gives the service up. Debts and history stay.</source>
        <translation>读者不再使用本服务；欠费和历史记录保留。</translation>
    </message>
    <message>
        <source>Close the account</source>
        <translation>注销账户</translation>
    </message>
    <message>
        <source>Account of %1 closed</source>
        <translation>已注销 %1 的账户</translation>
    </message>
</context>
<context>
    <name>ReaderCard</name>
    <message>
        <source>Account</source>
        <translation>账户收支</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>读者资料</translation>
    </message>
    <message>
        <source>Deposit balance</source>
        <translation>预付款余额</translation>
    </message>
    <message>
        <source>campus</source>
        <translation>校内</translation>
    </message>
    <message>
        <source>off campus</source>
        <translation>校外</translation>
    </message>
</context>
<context>
    <name>ReaderFinder</name>
    <message>
        <source>Scan the card, or type name, number, pinyin or mobile</source>
        <translation>扫描校园卡，或输入姓名、学工号、拼音、手机号</translation>
    </message>
    <message>
        <source>Find a reader</source>
        <translation>查找读者</translation>
    </message>
    <message>
        <source>Next reader</source>
        <translation>下一位</translation>
    </message>
</context>
<context>
    <name>ReaderHistory</name>
    <message>
        <source>name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>last six</source>
        <translation>证件末六位</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>ReaderOffers</name>
    <message>
        <source>Show QR</source>
        <translation>显示二维码</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>打印激活单</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Enter what was missing</source>
        <translation>补充信息</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Register again</source>
        <translation>重新注册</translation>
    </message>
    <message>
        <source>Activate account</source>
        <translation>激活账户</translation>
    </message>
    <message>
        <source>Change e-mail or mobile…</source>
        <translation>更改邮箱或手机…</translation>
    </message>
    <message>
        <source>Enter last six of ID…</source>
        <translation>登记证件末六位…</translation>
    </message>
    <message>
        <source>Unlock activation codes</source>
        <translation>解除验证码锁定</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Mark as expired…</source>
        <translation>标为到期…</translation>
    </message>
    <message>
        <source>Close the account…</source>
        <translation>注销账户…</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>ReferenceForm</name>
    <message>
        <source>This looks wrong: please check</source>
        <translation>可能有误，请核对</translation>
    </message>
</context>
<context>
    <name>RegisterDone</name>
    <message>
        <source>Review now</source>
        <translation>现在审核</translation>
    </message>
    <message>
        <source>Open the reader</source>
        <translation>打开读者</translation>
    </message>
    <message>
        <source>Another reader</source>
        <translation>下一位读者</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>咨询</translation>
    </message>
    <message>
        <source>%1 (%2) is registered and waits for review.</source>
        <translation>%1（%2）已提交注册，等待审核。</translation>
    </message>
    <message>
        <source>A librarian reviews it within one working day, by %1. The answer goes to %2; then the reader can sign in and submit requests. To borrow, the account is also activated.</source>
        <translation>馆员在一个工作日内（%1 前）审核，结果发到 %2；通过后即可登录并提交申请。借书前还需激活账户。</translation>
    </message>
    <message>
        <source>Information desk</source>
        <translation>咨询台</translation>
    </message>
</context>
<context>
    <name>RegisterPage</name>
    <message>
        <source>Scan or type the number of a paper</source>
        <translation>扫描或输入单据号</translation>
    </message>
    <message>
        <source>Papers of this shift</source>
        <translation>本班次单据</translation>
    </message>
    <message>
        <source>No paper yet in this shift. Older ones are found by their number.</source>
        <translation>本班次还没有单据。更早的单据可按单据号查找。</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重印</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>单据号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Shift report</source>
        <translation>交班单</translation>
    </message>
    <message>
        <source>Choose a paper to see it here.</source>
        <translation>选择一张单据，在这里查看。</translation>
    </message>
    <message>
        <source>Not printed yet</source>
        <translation>尚未打印</translation>
    </message>
    <message>
        <source>Printed: %1</source>
        <translation>已打印 %1 次</translation>
    </message>
    <message>
        <source>Reverse %1?</source>
        <translation>冲正 %1？</translation>
    </message>
    <message>
        <source>For a payment that was keyed in wrong. It is posted back, the paper is marked void and keeps its number; what it paid is due again. Take the paper back from the reader.</source>
        <translation>用于录错的收款：原账冲回，单据标为作废并保留编号，所缴项目重新变为应缴。请向读者收回原单据。</translation>
    </message>
    <message>
        <source>%1 is reversed</source>
        <translation>%1 已冲正</translation>
    </message>
</context>
<context>
    <name>RegisterScreen</name>
    <message>
        <source>Register a reader</source>
        <translation>登记读者</translation>
    </message>
    <message>
        <source>Find the card</source>
        <translation>查找一卡通</translation>
    </message>
    <message>
        <source>The card cannot be bound: register off campus</source>
        <translation>无法绑定一卡通？改用校外用户注册</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>立即注册</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Choose the reader&apos;s institution</source>
        <translation>选择读者所属学校</translation>
    </message>
    <message>
        <source>Bind the campus card</source>
        <translation>绑定一卡通</translation>
    </message>
    <message>
        <source>Complete the reader&apos;s profile</source>
        <translation>读者信息补全</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>注册已提交</translation>
    </message>
    <message>
        <source>Registering</source>
        <translation>正在注册</translation>
    </message>
</context>
<context>
    <name>RegisterSide</name>
    <message>
        <source>Back to change the institution</source>
        <translation>返回修改学校</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>automatic authentication</source>
        <translation>已完成自动认证</translation>
    </message>
    <message>
        <source>Choose the institution in the list; search by pinyin initials, too.</source>
        <translation>请在列表中选择学校，也可用拼音首字母检索。</translation>
    </message>
    <message>
        <source>Whoever has a campus card binds it: number, name and last six are compared with the campus registry. Whoever has none registers as an off-campus reader.</source>
        <translation>有一卡通的读者绑定一卡通账号：与校园名册核对学工号、姓名、证件末六位。没有一卡通的，用校外用户注册。</translation>
    </message>
    <message>
        <source>Cards of this institution cannot be bound. Its readers fill in their information; a librarian checks it.</source>
        <translation>该校未完成自动认证，请填写用户信息，由馆员审核。</translation>
    </message>
    <message>
        <source>Bind a campus card</source>
        <translation>去绑定一卡通账号</translation>
    </message>
    <message>
        <source>Fill in user information</source>
        <translation>去填写用户信息</translation>
    </message>
    <message>
        <source>Register an off-campus reader</source>
        <translation>校外用户注册</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>学工号</translation>
    </message>
    <message>
        <source>The campus card is bound. Now an e-mail address and a password: the reader signs in with the e-mail or the number.</source>
        <translation>已成功绑定一卡通账号。请填写邮箱并设置密码，以后可用邮箱或学工号登录。</translation>
    </message>
    <message>
        <source>All three must be as the campus registry has them. If the card cannot be bound, register the reader off campus.</source>
        <translation>三项都须与校园名册一致。不能绑定的，请改用校外用户注册。</translation>
    </message>
    <message>
        <source>Fields with * are needed. Documents go to the e-mail address, so it must be right; the mobile number is for questions while we search.</source>
        <translation>带 * 的为必填项。电子文献发到邮箱，请填写真实有效的地址；查找文献时可能打手机联系。</translation>
    </message>
</context>
<context>
    <name>RegistryImport</name>
    <message>
        <source>Import the campus registry</source>
        <translation>导入校园名册</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>First people</source>
        <translation>前几位</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The registry is up to date</source>
        <translation>名册已更新</translation>
    </message>
    <message>
        <source>Who stands in the registry but not in the file stays there.</source>
        <translation>名册中有而文件中没有的人保留不变。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>学工号</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>院系</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Import %1 people</source>
        <translation>导入 %1 人</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>另选文件…</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Nothing is imported while there are problems: %1. Mend the file and choose it again.</source>
        <translation>发现 %1 处问题，没有导入任何人。请改好文件后重新选择。</translation>
    </message>
    <message>
        <source>%1 people, no problems. These are the first:</source>
        <translation>共 %1 人，没有问题。前几位如下：</translation>
    </message>
    <message>
        <source>Importing the registry</source>
        <translation>正在导入名册</translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <translation>已停止，没有导入任何人。</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>As they were</source>
        <translation>未变</translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>The month is being counted…</source>
        <translation>正在统计……</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>上一个月</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>下一个月</translation>
    </message>
    <message>
        <source>Preview and print</source>
        <translation>预览与打印</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报表</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
</context>
<context>
    <name>RequestActions</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>催问情况</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Attach a document</source>
        <translation>附上文献</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The file could not be read or written: %1</source>
        <translation>文件无法读写：%1</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献</translation>
    </message>
</context>
<context>
    <name>RequestPage</name>
    <message>
        <source>What happened</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>All my requests</source>
        <translation>我的全部请求</translation>
    </message>
    <message>
        <source>This document cannot be shown here; you have received it.</source>
        <translation>这份文献已交付给您，不能在此显示。</translation>
    </message>
    <message>
        <source>This one is a thing of paper: it is handed to you at the counter.</source>
        <translation>这是纸质文献，请到柜台领取。</translation>
    </message>
    <message>
        <source>Once the document is here and paid for, it can be read in this place.</source>
        <translation>文献到馆并缴清费用后，可在这里阅读。</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Due back</source>
        <translation>应还日期</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>总费用</translation>
    </message>
    <message>
        <source>Please collect it until %2 here: %1 (%3)</source>
        <translation>请于 %2 前到这里领取：%1（%3）</translation>
    </message>
    <message>
        <source>Please pay %1 at the counter (%2); then you get it at once.</source>
        <translation>请到柜台（%2）缴费 %1，缴清后马上交付。</translation>
    </message>
    <message>
        <source>Sent to %1. Not there? Look into the junk folder and put %2 on the white list.</source>
        <translation>已发送到 %1。没有收到？请查看垃圾邮件，并把 %2 加入白名单。</translation>
    </message>
    <message>
        <source>We need your answer. Please call %1.</source>
        <translation>需要您的答复，请致电 %1。</translation>
    </message>
</context>
<context>
    <name>RequestsList</name>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No requests yet</source>
        <translation>还没有请求</translation>
    </message>
    <message>
        <source>Requests %1</source>
        <translation>请求 %1</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>No matching record found</source>
        <translation>没有找到匹配的记录</translation>
    </message>
    <message>
        <source>My requests</source>
        <translation>我的请求</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>检索</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Document type</source>
        <translation>文献类型</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>请求状态</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Submitted from</source>
        <translation>提交时间：从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Transaction number</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Number of requests: %1</source>
        <translation>请求数量：%1 笔</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献信息</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Due back</source>
        <translation>应还日期</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>总费用</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>RequestsScreen</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>No request here yet. A reference pasted into a new request is half the work.</source>
        <translation>这里还没有请求。新建请求，粘贴题录即可自动填写。</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>Nothing fits these filters.</source>
        <translation>没有符合这些条件的请求。</translation>
    </message>
    <message>
        <source>Show everything in this tab</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 笔</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Registrations that wait</source>
        <translation>待审核的注册</translation>
    </message>
    <message>
        <source>Nothing to review. New registrations appear here by themselves.</source>
        <translation>没有待审核的注册，新的注册会自动出现在这里。</translation>
    </message>
    <message>
        <source>Register a reader</source>
        <translation>登记读者</translation>
    </message>
    <message>
        <source>Review registrations</source>
        <translation>注册审核</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>late %1 d</source>
        <translation>超期 %1 天</translation>
    </message>
    <message>
        <source>late</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>%1 位超期</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 位待审</translation>
    </message>
    <message>
        <source>%1 approved</source>
        <translation>%1 已通过审核</translation>
    </message>
    <message>
        <source>Ask %1 for more</source>
        <translation>请 %1 补充</translation>
    </message>
    <message>
        <source>Send the question</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>%1 has been asked</source>
        <translation>已请 %1 补充</translation>
    </message>
    <message>
        <source>Reject %1</source>
        <translation>拒绝 %1 的注册</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>已拒绝 %1 的注册</translation>
    </message>
    <message>
        <source>The reader gets these words by e-mail.</source>
        <translation>这些话会通过邮件发给读者。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>需要补充什么</translation>
    </message>
</context>
<context>
    <name>RoleSheet</name>
    <message>
        <source>Role of %1</source>
        <translation>%1 的角色</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>It counts from the next sign-in on.</source>
        <translation>下次登录时生效。</translation>
    </message>
    <message>
        <source>%1 is now: %2</source>
        <translation>%1 的角色已改为：%2</translation>
    </message>
</context>
<context>
    <name>SavedTabs</name>
    <message>
        <source>In progress</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Waiting for us</source>
        <translation>待我处理</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>待缴费</translation>
    </message>
    <message>
        <source>On loan</source>
        <translation>借出</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Keep filter</source>
        <translation>保存筛选</translation>
    </message>
    <message>
        <source>Drop filter</source>
        <translation>删除此筛选</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Keep these filters as a tab</source>
        <translation>把这些筛选条件存为标签</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>本馆</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>自助机</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ShiftStart</name>
    <message>
        <source>Float in the drawer</source>
        <translation>钱箱备用金</translation>
    </message>
    <message>
        <source>Open the shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>尚未开班</translation>
    </message>
    <message>
        <source>Count the cash in the drawer and open the shift: then money can be taken.</source>
        <translation>清点钱箱中的现金并开班，之后即可收款。</translation>
    </message>
    <message>
        <source>Left by the shift before: %1</source>
        <translation>上一班留存 %1</translation>
    </message>
</context>
<context>
    <name>ShiftSummary</name>
    <message>
        <source>Shift report %1</source>
        <translation>交班单 %1</translation>
    </message>
    <message>
        <source>Till %1 · %2 · %3</source>
        <translation>钱箱 %1 · %2 · %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The drawer is right</source>
        <translation>账实相符</translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation>长款 %1</translation>
    </message>
    <message>
        <source>%1 short</source>
        <translation>短款 %1</translation>
    </message>
    <message>
        <source>Expected in the drawer</source>
        <translation>钱箱应有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>清点</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Login name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Student/staff number, account or e-mail</source>
        <translation>学工号、账号或邮箱</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Forgotten your password? Call %1</source>
        <translation>忘记密码请致电 %1</translation>
    </message>
</context>
<context>
    <name>StaffSection</name>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Change role</source>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>Only an administrator changes this; your own password you change yourself.</source>
        <translation>只有管理员可以更改；自己的密码可以自己更改。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>may sign in</source>
        <translation>可登录</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>添加日期</translation>
    </message>
    <message>
        <source>Let in again</source>
        <translation>恢复登录</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>%1 may sign in again</source>
        <translation>%1 可以重新登录</translation>
    </message>
    <message>
        <source>%1 can no longer sign in</source>
        <translation>%1 不能再登录</translation>
    </message>
</context>
<context>
    <name>StateTags</name>
    <message>
        <source>%1 d overdue</source>
        <translation>逾期 %1 天</translation>
    </message>
</context>
<context>
    <name>StatementSheet</name>
    <message>
        <source>Account of %1</source>
        <translation>%1 的账户收支</translation>
    </message>
    <message>
        <source>%1 · balance now %2</source>
        <translation>%1 · 现在结余 %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户收支</translation>
    </message>
    <message>
        <source>Nothing has been charged or paid yet.</source>
        <translation>还没有计费或缴费记录。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>应缴</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>预付款</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>结余</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>StepQuestions</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>%1 · %2 d</source>
        <translation>%1 · 约 %2 天</translation>
    </message>
    <message>
        <source>%1 · asked already</source>
        <translation>%1 · 已询</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>The price is counted from the pages that came</source>
        <translation>按实际到馆的页数计费</translation>
    </message>
    <message>
        <source>Cost for the reader</source>
        <translation>读者需付</translation>
    </message>
    <message>
        <source>Due back on</source>
        <translation>应还日期</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>Keep the request</source>
        <translation>保留请求</translation>
    </message>
</context>
<context>
    <name>TermsStep</name>
    <message>
        <source>Borrowing terms</source>
        <translation>借阅条款</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Agree and activate my account</source>
        <translation>同意并激活我的帐户</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不激活</translation>
    </message>
</context>
<context>
    <name>TillPage</name>
    <message>
        <source>Scan a reader&apos;s card, or type a name above. What is due appears here.</source>
        <translation>扫描读者的校园卡，或在上方输入姓名，应缴项目会显示在这里。</translation>
    </message>
</context>
<context>
    <name>TimeLeft</name>
    <message>
        <source>Valid for another %1</source>
        <translation>%1 后失效</translation>
    </message>
    <message>
        <source>No longer valid</source>
        <translation>已失效</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>Nothing waits.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>To do first</source>
        <translation>最该先做的</translation>
    </message>
    <message>
        <source>Longest wait on top</source>
        <translation>按等待时间排序</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Waiting today</source>
        <translation>今日待办</translation>
    </message>
    <message>
        <source>%1 · working calendar: make-up day</source>
        <translation>%1 · 工作日历：调休上班</translation>
    </message>
    <message>
        <source>%1 · working calendar: day off</source>
        <translation>%1 · 工作日历：休息日</translation>
    </message>
    <message>
        <source>Registrations to review</source>
        <translation>待审核读者</translation>
    </message>
    <message>
        <source>Costs unanswered</source>
        <translation>待读者确认费用</translation>
    </message>
    <message>
        <source>Paid, not yet sent</source>
        <translation>已缴费待发送</translation>
    </message>
    <message>
        <source>Arrived, not collected</source>
        <translation>已到馆未取</translation>
    </message>
    <message>
        <source>Suppliers silent</source>
        <translation>协作馆未答复</translation>
    </message>
    <message>
        <source>Due soon / overdue</source>
        <translation>即将到期 / 逾期</translation>
    </message>
    <message>
        <source>Transfers to match</source>
        <translation>转账待核对</translation>
    </message>
    <message>
        <source>Notices that failed</source>
        <translation>发送失败的消息</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>to mend</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>all sent</source>
        <translation>全部送达</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>ready to send</source>
        <translation>可发送</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>%1 位超期</translation>
    </message>
    <message>
        <source>%1 over 3 days</source>
        <translation>%1 件超 3 天</translation>
    </message>
    <message>
        <source>%1 past the date</source>
        <translation>%1 件已过期</translation>
    </message>
    <message>
        <source>%1 over 5 days</source>
        <translation>%1 件超 5 天</translation>
    </message>
    <message>
        <source>%1 overdue</source>
        <translation>%1 件逾期</translation>
    </message>
    <message>
        <source>New requests</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已传递</translation>
    </message>
    <message>
        <source>Money taken</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Subsidy</source>
        <translation>补贴</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Demo library: nothing here is real</source>
        <translation>演示库：内容均为虚构</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>快捷键（F1）</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>TransfersPage</name>
    <message>
        <source>Scan the slip, or type number or name</source>
        <translation>扫描转账单，或输入单号、姓名</translation>
    </message>
    <message>
        <source>Transfer slips</source>
        <translation>转账单</translation>
    </message>
    <message>
        <source>No slip here. F7 at the till prints one.</source>
        <translation>这里没有转账单。在收款页按 F7 打印。</translation>
    </message>
    <message>
        <source>Finance voucher number</source>
        <translation>财务凭证号</translation>
    </message>
    <message>
        <source>As finance wrote or stamped it on the slip</source>
        <translation>财务在转账单上填写或加盖的编号</translation>
    </message>
    <message>
        <source>Post and release</source>
        <translation>核对入账并放行</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重印</translation>
    </message>
    <message>
        <source>Cancel the slip</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>单号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Transaction number</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Printed on</source>
        <translation>开出时间</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Scan a stamped slip or choose one here.</source>
        <translation>扫描办结的转账单，或在左侧选择一张。</translation>
    </message>
    <message>
        <source>Blank slip</source>
        <translation>空白转账单</translation>
    </message>
    <message>
        <source>Finance voucher number: %1</source>
        <translation>财务凭证号：%1</translation>
    </message>
    <message>
        <source>%1 is posted; released: %2</source>
        <translation>%1 已入账，放行请求 %2 件</translation>
    </message>
    <message>
        <source>%1 is posted</source>
        <translation>%1 已入账</translation>
    </message>
    <message>
        <source>Cancel slip %1?</source>
        <translation>作废转账单 %1？</translation>
    </message>
    <message>
        <source>It will not come back. What it asks for can then be paid in another way.</source>
        <translation>该转账单不会再交回，其中的费用可改用其他方式支付。</translation>
    </message>
    <message>
        <source>%1 is cancelled</source>
        <translation>%1 已作废</translation>
    </message>
</context>
<context>
    <name>Word</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>_Keys</name>
    <message>
        <source>Delete the last sign</source>
        <translation>删除一个字符</translation>
    </message>
</context>
</TS>
