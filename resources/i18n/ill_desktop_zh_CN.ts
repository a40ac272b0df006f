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
    <name>ActivationNote</name>
    <message>
        <source>Make a code</source>
        <translation>生成验证码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解除锁定</translation>
    </message>
    <message>
        <source>Five wrong codes within 24 hours: activation is locked.</source>
        <translation>24 小时内输错 5 次验证码，激活已锁定。</translation>
    </message>
    <message>
        <source>Activation under way: %1</source>
        <translation>正在激活：%1</translation>
    </message>
    <message>
        <source>Activation under way (%1): waits for a code from the counter</source>
        <translation>正在激活（%1）：等待柜台验证码</translation>
    </message>
    <message>
        <source>Activation under way (%1): the code is still to come</source>
        <translation>正在激活（%1）：尚未输入验证码</translation>
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
        <source>Print slip</source>
        <translation>打印激活单</translation>
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
        <source>Sending a code</source>
        <translation>正在发送验证码</translation>
    </message>
    <message>
        <source>The QR belongs to this reader</source>
        <translation>二维码属于这位读者</translation>
    </message>
</context>
<context>
    <name>AliasNote</name>
    <message>
        <source>Also known as %1 (%2)</source>
        <translation>另有账号 %1（%2）</translation>
    </message>
    <message>
        <source>Separate…</source>
        <translation>拆分…</translation>
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
    <name>Approval</name>
    <message>
        <source>Second person: name for signing in</source>
        <translation>第二人：登录名</translation>
    </message>
    <message>
        <source>Second person: password</source>
        <translation>第二人：密码</translation>
    </message>
</context>
<context>
    <name>AskedPanel</name>
    <message>
        <source>Suppliers asked</source>
        <translation>已询协作馆</translation>
    </message>
    <message>
        <source>Request sheet</source>
        <translation>请求单</translation>
    </message>
    <message>
        <source>E-mail to the supplier</source>
        <translation>给协作馆写邮件</translation>
    </message>
    <message>
        <source>Every supplier of the directory has been asked</source>
        <translation>名录中的协作馆都已问过</translation>
    </message>
    <message>
        <source>To ask next: %1</source>
        <translation>下一家：%1</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Take it all the same?</source>
        <translation>仍然收款？</translation>
    </message>
    <message>
        <source>It is another payment</source>
        <translation>这是另一笔付款</translation>
    </message>
</context>
<context>
    <name>BackupBox</name>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up to another disk…</source>
        <translation>备份到其他磁盘…</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>演练恢复</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>A copy of the database and of all documents, checked before it counts. The key file is in no backup: keep it apart, in a safe place.</source>
        <translation>数据库和全部文献的副本，检查通过才算数。密钥文件不在任何备份中：请另行妥善保管。</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>备份时间</translation>
    </message>
    <message>
        <source>Occasion</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文献</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>升级之前</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Second place</source>
        <translation>第二存放处</translation>
    </message>
    <message>
        <source>tried out</source>
        <translation>已演练</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>no list of contents</source>
        <translation>无内容清单</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>上次备份</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>保存在</translation>
    </message>
    <message>
        <source>Last automatic one</source>
        <translation>上次自动备份</translation>
    </message>
    <message>
        <source>Last tried out</source>
        <translation>上次演练</translation>
    </message>
    <message>
        <source>never yet</source>
        <translation>从未</translation>
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
        <source>Try a backup out</source>
        <translation>演练恢复</translation>
    </message>
    <message>
        <source>This backup is not good</source>
        <translation>此备份不可用</translation>
    </message>
    <message>
        <source>Restored, checked and compared in %1 s: %2 postings and %3 documents are there.</source>
        <translation>已恢复、检查并比对，用时 %1 秒：%2 笔分录和 %3 份文献齐全。</translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message>
        <source>The last automatic backup failed</source>
        <translation>上次自动备份失败</translation>
    </message>
    <message>
        <source>No backup since %1</source>
        <translation>自 %1 起没有备份</translation>
    </message>
    <message>
        <source>The second place for backups is missing</source>
        <translation>备份的第二存放处不在</translation>
    </message>
    <message>
        <source>No copy in the second place since %1</source>
        <translation>%1 以来第二存放处没有副本</translation>
    </message>
    <message>
        <source>No copy in the second place yet</source>
        <translation>第二存放处还没有副本</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>Last backup %1, only on this machine</source>
        <translation>上次备份 %1，仅存于本机</translation>
    </message>
    <message>
        <source>Last backup %1</source>
        <translation>上次备份 %1</translation>
    </message>
</context>
<context>
    <name>BalanceView</name>
    <message>
        <source>or one day</source>
        <translation>或某一天</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Trial balance</source>
        <translation>试算平衡表</translation>
    </message>
    <message>
        <source>Nothing stands in the books up to then.</source>
        <translation>截至该日账上没有任何记录。</translation>
    </message>
</context>
<context>
    <name>BankPage</name>
    <message>
        <source>Still open</source>
        <translation>待认领</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Payer, number, purpose or amount</source>
        <translation>付款人、流水号、用途或金额</translation>
    </message>
    <message>
        <source>Bank transfers</source>
        <translation>银行来款</translation>
    </message>
    <message>
        <source>No transfer waits for its reader. What the bank shows is entered with N.</source>
        <translation>没有待认领的来款。银行到账后按 N 登记。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款人</translation>
    </message>
    <message>
        <source>Number at the bank</source>
        <translation>银行流水号</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>已历时</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未用</translation>
    </message>
    <message>
        <source>Choose a transfer here, or enter one that has come.</source>
        <translation>选择一笔来款，或登记新到的来款。</translation>
    </message>
    <message>
        <source>Our bank details</source>
        <translation>本馆账户</translation>
    </message>
    <message>
        <source>Enter a transfer</source>
        <translation>登记来款</translation>
    </message>
    <message>
        <source>%1 is sent back</source>
        <translation>%1 已退回</translation>
    </message>
    <message>
        <source>Send %1 back?</source>
        <translation>退回 %1？</translation>
    </message>
    <message>
        <source>It is sent back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Number of the bank for it</source>
        <translation>银行退款流水号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The bank sends it; here it is entered that it went.</source>
        <translation>款项由银行退回，这里只登记已退。</translation>
    </message>
    <message>
        <source>Taken back; the transfer is open again</source>
        <translation>已撤回，这笔来款重新待认领</translation>
    </message>
    <message>
        <source>Take this back?</source>
        <translation>撤回这笔入账？</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回入账</translation>
    </message>
    <message>
        <source>For money that was put to the wrong reader. The entry is reversed, its receipt is void, the money waits again and what it paid is due again. A document that went out stays out.</source>
        <translation>用于款项记错读者的情况：分录冲正，收据作废，来款重新待认领，所付项目重新应缴；已发出的文献不收回。</translation>
    </message>
    <message>
        <source>Reverse this transfer?</source>
        <translation>冲正这笔来款？</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>The transfer is reversed</source>
        <translation>这笔来款已冲正</translation>
    </message>
    <message>
        <source>For a transfer that was entered wrong, or twice. Enter it anew then.</source>
        <translation>用于登记有误或重复登记的来款；冲正后请重新登记。</translation>
    </message>
</context>
<context>
    <name>BankPart</name>
    <message>
        <source>Slips to match</source>
        <translation>待核对转账单</translation>
    </message>
    <message>
        <source>Bank transfers</source>
        <translation>银行来款</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>对账</translation>
    </message>
</context>
<context>
    <name>BankWords</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Not here yet</source>
        <translation>尚未到账</translation>
    </message>
    <message>
        <source>It pays exactly what is ticked.</source>
        <translation>正好付清所勾选的项目。</translation>
    </message>
    <message>
        <source>It pays as far as it reaches, the oldest first; %1 stays due.</source>
        <translation>从最早的一项起，付到用完为止；仍欠 %1。</translation>
    </message>
    <message>
        <source>%1 is missing. Untick something, or settle a part.</source>
        <translation>还差 %1。请少勾几项，或先付一部分。</translation>
    </message>
    <message>
        <source>%1 goes onto the deposit.</source>
        <translation>%1 转入预付款。</translation>
    </message>
    <message>
        <source>%1 is left over and waits with the unknown payers; it can be sent back.</source>
        <translation>余 %1 留在待认领来款中，可再认领或退回。</translation>
    </message>
</context>
<context>
    <name>BatchList</name>
    <message>
        <source>Next to mend</source>
        <translation>下一条待改</translation>
    </message>
    <message>
        <source>References</source>
        <translation>题录</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献信息</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>需留意</translation>
    </message>
    <message>
        <source>No title</source>
        <translation>无题名</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>未受理</translation>
    </message>
    <message>
        <source>%1 to mend</source>
        <translation>%1 项待改</translation>
    </message>
    <message>
        <source>Same as no. %1</source>
        <translation>与第 %1 条相同</translation>
    </message>
    <message>
        <source>We hold the file</source>
        <translation>文件在库</translation>
    </message>
    <message>
        <source>Like %1</source>
        <translation>似 %1</translation>
    </message>
    <message>
        <source>%1 to check</source>
        <translation>%1 项待核</translation>
    </message>
    <message>
        <source>Not all understood</source>
        <translation>未全部识别</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可提交</translation>
    </message>
    <message>
        <source>%1 references</source>
        <translation>%1 条题录</translation>
    </message>
    <message>
        <source>%1 ticked, %2 of them to mend first</source>
        <translation>已勾选 %1 条，其中 %2 条须先修改</translation>
    </message>
</context>
<context>
    <name>Bill</name>
    <message>
        <source>The reader pays</source>
        <translation>读者应付</translation>
    </message>
</context>
<context>
    <name>BooksPage</name>
    <message>
        <source>Networks</source>
        <translation>协作网络</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>月结</translation>
    </message>
    <message>
        <source>Trial balance</source>
        <translation>试算平衡</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>预付款</translation>
    </message>
</context>
<context>
    <name>BranchSection</name>
    <message>
        <source>Branch</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Add a branch</source>
        <translation>新增分馆</translation>
    </message>
    <message>
        <source>Readers see these on the waiting page, on the kiosk and in notices. A retired branch is offered nowhere; what was ordered there keeps its name.</source>
        <translation>读者在等待页、自助机和通知中看到这些信息。停用的分馆不再供选择，已有的请求仍保留其名称。</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>this counter</source>
        <translation>本柜台</translation>
    </message>
    <message>
        <source>open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>In use again: %1</source>
        <translation>已重新启用：%1</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>已停用：%1</translation>
    </message>
    <message>
        <source>Capital letters and digits; it stays.</source>
        <translation>大写字母和数字，以后不能更改。</translation>
    </message>
    <message>
        <source>New branch</source>
        <translation>新分馆</translation>
    </message>
    <message>
        <source>Times such as 8:30–11:30, 13:00–17:00; an empty day is closed. Without any times nothing is said of hours.</source>
        <translation>时间写作 8:30–11:30, 13:00–17:00；留空的日子不开放。全部留空则不显示开放时间。</translation>
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
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Monday's hours until Friday</source>
        <translation>周一的时间用到周五</translation>
    </message>
</context>
<context>
    <name>BulkLeft</name>
    <message>
        <source>%1 approved, %2 left to be looked at</source>
        <translation>已通过 %1 位，%2 位需要再看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Approved: %1</source>
        <translation>已通过：%1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等，另有 %2 位</translation>
    </message>
    <message>
        <source>Left to be looked at</source>
        <translation>需要再看的读者</translation>
    </message>
</context>
<context>
    <name>BulkPanel</name>
    <message>
        <source>More steps</source>
        <translation>更多步骤</translation>
    </message>
    <message>
        <source>One request again</source>
        <translation>回到单条请求</translation>
    </message>
    <message>
        <source>Step for all of them</source>
        <translation>对所选一并处理</translation>
    </message>
    <message>
        <source>%1 requests chosen</source>
        <translation>已选 %1 条请求</translation>
    </message>
</context>
<context>
    <name>BulkSteps</name>
    <message>
        <source>%1 requests; the step fits %2 of them</source>
        <translation>共 %1 条请求，其中 %2 条可走这一步</translation>
    </message>
</context>
<context>
    <name>CalendarSection</name>
    <message>
        <source>Working days</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>上一年</translation>
    </message>
    <message>
        <source>The year after</source>
        <translation>下一年</translation>
    </message>
    <message>
        <source>Take the shipped year</source>
        <translation>恢复随附的日历</translation>
    </message>
    <message>
        <source>A registration is to be reviewed within one working day. Click a day, or press Space on it, to make it working or off.</source>
        <translation>注册须在一个工作日内审核。单击某天或按空格键，切换上班与休息。</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>放假</translation>
    </message>
    <message>
        <source>make-up day</source>
        <translation>调休上班</translation>
    </message>
    <message>
        <source>changed here</source>
        <translation>本馆修改</translation>
    </message>
    <message>
        <source>holidays and make-up days are known</source>
        <translation>已含节假日与调休</translation>
    </message>
    <message>
        <source>only weekends are known: please enter days off and make-up days</source>
        <translation>只有周末：请录入放假和调休的日子</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1 %2：%3</translation>
    </message>
    <message>
        <source>make-up day, people work</source>
        <translation>调休上班</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>%1 is a day off now</source>
        <translation>%1 改为休息</translation>
    </message>
    <message>
        <source>%1 is a working day now</source>
        <translation>%1 改为上班</translation>
    </message>
    <message>
        <source>registrations due on another day: %1</source>
        <translation>审核期限随之改变的注册：%1</translation>
    </message>
    <message>
        <source>The calendar of %1 is as it was shipped</source>
        <translation>%1 年已恢复为随附的日历</translation>
    </message>
</context>
<context>
    <name>CaseForm</name>
    <message>
        <source>A reader or a transaction number, for what-if</source>
        <translation>输入读者或事务号，按其情况试算</translation>
    </message>
    <message>
        <source>Reader or request</source>
        <translation>读者或请求</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>不指定读者</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Document type</source>
        <translation>文献类型</translation>
    </message>
    <message>
        <source>Supplier network</source>
        <translation>协作网络</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚未确定</translation>
    </message>
    <message>
        <source>Patron class</source>
        <translation>读者类别</translation>
    </message>
    <message>
        <source>any class</source>
        <translation>不限类别</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>交付方式</translation>
    </message>
    <message>
        <source>A whole number of pages</source>
        <translation>请填写整数页数</translation>
    </message>
    <message>
        <source>No subsidy is limited to a year.</source>
        <translation>没有按年限额的补贴。</translation>
    </message>
</context>
<context>
    <name>CashierScreen</name>
    <message>
        <source>Take money</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Transfers &amp; bank</source>
        <translation>转账与银行</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>本班</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账簿</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
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
        <source>Till</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>%1 is still paying</source>
        <translation>%1 的缴费尚未完成</translation>
    </message>
    <message>
        <source>What is keyed in is not taken yet. Finish it first, or carry it over: then it waits here, untaken, for the next shift.</source>
        <translation>已录入的款项还没有收取。可以先完成，也可以转到下一班：内容保留在这里，仍未收取。</translation>
    </message>
    <message>
        <source>Carry it over</source>
        <translation>转到下一班</translation>
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
    <name>CentreList</name>
    <message>
        <source>Sub-centres</source>
        <translation>分中心</translation>
    </message>
    <message>
        <source>New sub-centre</source>
        <translation>新增分中心</translation>
    </message>
    <message>
        <source>This sub-centre</source>
        <translation>这个分中心</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 (retired)</source>
        <translation>%1（已停用）</translation>
    </message>
    <message>
        <source>Sub-centre</source>
        <translation>分中心</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>已新增：%1</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 改名</translation>
    </message>
    <message>
        <source>It is called %1 now</source>
        <translation>现名：%1</translation>
    </message>
    <message>
        <source>Moved: %1</source>
        <translation>已移动：%1</translation>
    </message>
    <message>
        <source>In use again: %1</source>
        <translation>已重新启用：%1</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>已停用：%1</translation>
    </message>
</context>
<context>
    <name>ChargeList</name>
    <message>
        <source>Charge</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
</context>
<context>
    <name>ChargeSheet</name>
    <message>
        <source>Charged</source>
        <translation>收费方式</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>New charge</source>
        <translation>新增收费</translation>
    </message>
    <message>
        <source>Change the charge</source>
        <translation>修改收费</translation>
    </message>
    <message>
        <source>Of several charges of one kind the one that says most about a case counts.</source>
        <translation>同一种收费有多条时，条件最具体的一条生效。</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Nobody.</source>
        <translation>没有人。</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>保存此名单…</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Not in the file</source>
        <translation>不在文件中</translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <translation>已中止，没有导入任何内容。</translation>
    </message>
    <message>
        <source>Nothing can be imported: part of the file cannot be read.</source>
        <translation>不能导入：文件的一部分无法读取。</translation>
    </message>
    <message>
        <source>%1 rows have problems; %2 people are in order. Mend the file, or leave those rows out.</source>
        <translation>%1 行有问题，其余 %2 人无误。请更正文件，或略过这些行。</translation>
    </message>
    <message>
        <source>%1 people, no problems: %2 new, %3 changed, %4 as they are. Nothing is stored yet.</source>
        <translation>共 %1 人，没有问题：新增 %2 人，更改 %3 人，未变 %4 人。尚未存入。</translation>
    </message>
    <message>
        <source>Leave out the %1 rows with problems and import the other %2 people</source>
        <translation>略过有问题的 %1 行，导入其余 %2 人</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>Code to read out</source>
        <translation>给读者看的验证码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解除锁定</translation>
    </message>
    <message>
        <source>Sent to %1</source>
        <translation>已发送至 %1</translation>
    </message>
    <message>
        <source>A code goes to the mobile by SMS and verifies it.</source>
        <translation>验证码以短信发到读者的手机，用来验证手机号。</translation>
    </message>
    <message>
        <source>A code goes to the e-mail address and verifies it; the mobile is not verified.</source>
        <translation>验证码发到读者的邮箱，只验证邮箱，手机号不作验证。</translation>
    </message>
    <message>
        <source>Let the reader see this code; the program records that you were there.</source>
        <translation>让读者看这个验证码并输入，系统会记录由馆员见证。</translation>
    </message>
    <message>
        <source>A librarian at the desk gives you a code; please type it in here.</source>
        <translation>请到柜台向馆员索取验证码，在此输入。</translation>
    </message>
    <message>
        <source>Send a code</source>
        <translation>发送验证码</translation>
    </message>
    <message>
        <source>Make a code</source>
        <translation>生成验证码</translation>
    </message>
    <message>
        <source>Ask for a code</source>
        <translation>索取验证码</translation>
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
        <source>Print slip</source>
        <translation>打印激活单</translation>
    </message>
    <message>
        <source>The reader scans it with a phone and takes the three steps there. Good for one use.</source>
        <translation>读者用手机扫码，在手机上完成三步。只能用一次。</translation>
    </message>
    <message>
        <source>For the scanner of a counter or kiosk: it opens this reader's page. Good for one use.</source>
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
        <source>Age</source>
        <translation>已历时</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>架位</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Correct the citation</source>
        <translation>更正题录</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>所需项目</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>What stands in it</source>
        <translation>列中内容</translation>
    </message>
    <message>
        <source>Classes in the file that are not the library's</source>
        <translation>文件中本馆没有的类别</translation>
    </message>
    <message>
        <source>Rows whose class stays open are listed as problems in the next step.</source>
        <translation>没有选定类别的行，下一步会列为有问题的行。</translation>
    </message>
    <message>
        <source>— not in the file —</source>
        <translation>— 文件中没有 —</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Not needed: what is known of it stays</source>
        <translation>可以没有：已知的有效期保持不变</translation>
    </message>
    <message>
        <source>One column is chosen twice.</source>
        <translation>同一列选了两次。</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 different texts: is this really the column of the class?</source>
        <translation>共有 %1 种不同的内容：这一列真的是类别吗？</translation>
    </message>
    <message>
        <source>— choose a class —</source>
        <translation>— 选择类别 —</translation>
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
</context>
<context>
    <name>CorrectSheet</name>
    <message>
        <source>Correct what was typed</source>
        <translation>更正录入的发票信息</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>For a number or date that was typed wrong here. An invoice that is wrong itself is cancelled by a red letter.</source>
        <translation>用于号码或日期在此录错的情况。发票本身有误时，应红冲。</translation>
    </message>
    <message>
        <source>%1 is corrected</source>
        <translation>%1 已更正</translation>
    </message>
</context>
<context>
    <name>Correcting</name>
    <message>
        <source>Correct name or institution of %1</source>
        <translation>更正 %1 的姓名或机构</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>所属机构</translation>
    </message>
    <message>
        <source>What shows it</source>
        <translation>更正依据</translation>
    </message>
    <message>
        <source>The number stays. The history keeps who corrected it, the reason and both institutions.</source>
        <translation>账号不变。历史记录会保留更正人、依据和前后两个机构。</translation>
    </message>
    <message>
        <source>Record of %1 corrected</source>
        <translation>已更正 %1 的资料</translation>
    </message>
    <message>
        <source>Corrected by mistake</source>
        <translation>更正有误</translation>
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
        <source>Papers not printed yet: %1. They stay on the list.</source>
        <translation>还有 %1 张单据未打印，会留在列表里。</translation>
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
        <source>fen in all</source>
        <translation>共几分</translation>
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
    <name>CounterCodeSheet</name>
    <message>
        <source>Code for %1</source>
        <translation>%1的验证码</translation>
    </message>
    <message>
        <source>Look at the reader's document first. The code is good for one use and proves that you were there, not the mobile number.</source>
        <translation>请先核对读者证件。验证码只能用一次，记为馆员见证，不作为手机已验证。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
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
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Note as known …</source>
        <translation>备注为已知…</translation>
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
        <source>Note as known</source>
        <translation>备注为已知</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Noted. Backups go on; what comes on top of it stops them again.</source>
        <translation>已备注。备份可以继续；若再出现新的问题，备份会再次停下。</translation>
    </message>
    <message>
        <source>For what cannot be mended: backups go on although it is found in them. Every check goes on naming it, and damage of the file itself always stops them.</source>
        <translation>用于无法修复的问题：备份不再因此中止。每次核对仍会列出这些问题；数据文件本身损坏时，备份始终会停下。</translation>
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
    <name>DaysPage</name>
    <message>
        <source>Day by day</source>
        <translation>每日合计</translation>
    </message>
    <message>
        <source>Neither side has anything in this month.</source>
        <translation>这个月两边都没有记录。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Lines of the statement</source>
        <translation>对账单笔数</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Entries in the books</source>
        <translation>账上笔数</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账上</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>DeliveryActions</name>
    <message>
        <source>The supplier's link</source>
        <translation>协作馆的链接</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Sent to the reader once everything is settled; empty takes it away</source>
        <translation>费用结清后发给读者；留空则删去</translation>
    </message>
    <message>
        <source>Pages that came</source>
        <translation>实到页数</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>The price is counted again</source>
        <translation>费用随之重算</translation>
    </message>
    <message>
        <source>Pick-up slip %1</source>
        <translation>取件条 %1</translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Pick-up slip</source>
        <translation>取件条</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>%1 is still to be paid; it goes out once that is settled</source>
        <translation>尚欠 %1，结清后即可送出</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>暂扣</translation>
    </message>
    <message>
        <source>no document</source>
        <translation>缺文献</translation>
    </message>
    <message>
        <source>Drop the file here, attach it, or enter the supplier's link</source>
        <translation>把文件拖到这里、附上，或填写协作馆的链接</translation>
    </message>
    <message>
        <source>may go out</source>
        <translation>可以送出</translation>
    </message>
    <message>
        <source>On the shelf</source>
        <translation>架位</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>May be fetched by</source>
        <translation>代取人</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>包裹单号</translation>
    </message>
    <message>
        <source>Pages that came</source>
        <translation>实到页数</translation>
    </message>
</context>
<context>
    <name>DepositSheet</name>
    <message>
        <source>Deposit</source>
        <translation>充值预付款</translation>
    </message>
    <message>
        <source>Our bank details</source>
        <translation>本馆账户</translation>
    </message>
    <message>
        <source>Take and print</source>
        <translation>收款并打印</translation>
    </message>
    <message>
        <source>The reader transfers to our account: on the screen to copy, and on paper. When the money is here, it is put onto the deposit.</source>
        <translation>读者汇款到本馆账户：可在屏幕上复制，也可打印。到账后再转入预付款。</translation>
    </message>
    <message>
        <source>All of it goes onto the deposit.</source>
        <translation>全部转入预付款。</translation>
    </message>
    <message>
        <source>Print transfer slip</source>
        <translation>打印转账单</translation>
    </message>
    <message>
        <source>Printing posts nothing: it is a deposit once finance has stamped the slip.</source>
        <translation>打印不入账；财务办结并核对后，才计入预付款。</translation>
    </message>
    <message>
        <source>In advance so far: %1</source>
        <translation>现有预付款 %1</translation>
    </message>
</context>
<context>
    <name>DepositsView</name>
    <message>
        <source>Deposits outstanding</source>
        <translation>预付款余额</translation>
    </message>
    <message>
        <source>Nobody has paid anything in advance.</source>
        <translation>没有读者持有预付款。</translation>
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
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>新请求</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借阅</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
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
        <source>Mail goes out</source>
        <translation>邮件正常发送</translation>
    </message>
    <message>
        <source>Sending is paused</source>
        <translation>已暂停发送</translation>
    </message>
    <message>
        <source>No mail server: notices wait in the outbox</source>
        <translation>未设邮件服务器：消息留在待发送中</translation>
    </message>
    <message>
        <source>Demo: notices wait in the outbox</source>
        <translation>演示馆：消息不会发出</translation>
    </message>
    <message>
        <source>Offline: notices wait in the outbox</source>
        <translation>离线：消息在发件箱等待</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
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
        <source>Add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Correct the citation</source>
        <translation>更正题录</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制事务号</translation>
    </message>
</context>
<context>
    <name>DetailsSheet</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Our bank details</source>
        <translation>本馆账户</translation>
    </message>
    <message>
        <source>For a reader from outside; the till prints them with what is due (F8).</source>
        <translation>供校外读者转账用；收款页按 F8 可连同应缴项目一起打印。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>For %1: with name and number (%2) in the purpose the transfer is found at once.</source>
        <translation>给 %1：附言写上姓名和证号（%2），到账时一查即得。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Directory</name>
    <message>
        <source>Name, network, symbol, contact, language</source>
        <translation>名称、网络、机构代码、联系人、语言</translation>
    </message>
    <message>
        <source>Retired ones too</source>
        <translation>含已停用</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>No supplier here. Add one, or import a directory.</source>
        <translation>这里没有协作馆。可新增，或导入名录。</translation>
    </message>
    <message>
        <source>New supplier</source>
        <translation>新增协作馆</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
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
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>开发票</translation>
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
        <source>Given back</source>
        <translation>已退还</translation>
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
        <source>Deposit balance</source>
        <translation>预付款余额</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>The reader has it stamped by finance; match the slip when it comes back: then it is a deposit.</source>
        <translation>读者持单到财务科办理；凭证交回后在“待核对转账”中核对，随即计入预付款。</translation>
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
        <source>Paid by bank: an invoice follows in every case. Ask for it now.</source>
        <translation>银行转账缴费一律开具发票，请现在申请。</translation>
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
        <source>XLSX, or CSV in UTF-8, GB18030 or UTF-16, with number, name, class, department, last six of the ID and, if known, valid until</source>
        <translation>XLSX，或 UTF-8、GB18030、UTF-16 的 CSV；含学工号、姓名、类别、院系、证件末六位，如有则含有效期</translation>
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
        <source>Write off</source>
        <translation>核销</translation>
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
    <name>FactList</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>已删除：%1</translation>
    </message>
    <message>
        <source>In use again: %1</source>
        <translation>已重新启用：%1</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>已停用：%1</translation>
    </message>
</context>
<context>
    <name>FactSheet</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>已新增</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
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
    <name>FileStep</name>
    <message>
        <source>Earlier imports</source>
        <translation>以往的导入</translation>
    </message>
    <message>
        <source>No registry has been imported yet.</source>
        <translation>还没有导入过名册。</translation>
    </message>
    <message>
        <source>%1 people in the registry</source>
        <translation>名册中共 %1 人</translation>
    </message>
    <message>
        <source>%1 were not in the last file…</source>
        <translation>%1 人不在最近的文件中…</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Imported files</source>
        <translation>已导入的文件</translation>
    </message>
    <message>
        <source>No statement of this account has been imported.</source>
        <translation>还没有导入过这个账户的对账单。</translation>
    </message>
    <message>
        <source>Remove this import</source>
        <translation>删除这次导入</translation>
    </message>
    <message>
        <source>For a file of another account.</source>
        <translation>用于导错账户的文件。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>条数</translation>
    </message>
    <message>
        <source>Not matched</source>
        <translation>未对上</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message>
        <source>Its %1 lines go; what they were matched with waits again.</source>
        <translation>其中 %1 条将删除，已对上的重新待对。</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>%1 已删除</translation>
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
        <source>More filters</source>
        <translation>更多筛选</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
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
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Restore the backup of a library…</source>
        <translation>恢复已有图书馆的备份…</translation>
    </message>
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
    <name>GroupList</name>
    <message>
        <source>Grouped by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>文献类型</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>HandingIn</name>
    <message>
        <source>Submitted: %1</source>
        <translation>已提交：%1</translation>
    </message>
    <message>
        <source>%1 is not activated yet: nothing can be lent out before that.</source>
        <translation>%1 尚未激活：激活前不能借出图书。</translation>
    </message>
    <message>
        <source>Submitting</source>
        <translation>正在提交</translation>
    </message>
    <message>
        <source>%1 submitted</source>
        <translation>已提交 %1 条</translation>
    </message>
    <message>
        <source>%1 refused: the reason stands in the list</source>
        <translation>%1 条未受理，原因见列表</translation>
    </message>
    <message>
        <source>Comparing with earlier requests</source>
        <translation>正在与以往请求比对</translation>
    </message>
</context>
<context>
    <name>HeldPanel</name>
    <message>
        <source>Submit and fill at once</source>
        <translation>提交并直接满足</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>We hold this document</source>
        <translation>本馆已有此文献</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Often asked</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message>
        <source>Print a leaflet</source>
        <translation>打印说明单</translation>
    </message>
    <message>
        <source>New question…</source>
        <translation>新增问题…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>No question yet. Add what is often asked.</source>
        <translation>还没有常见问题，请添加。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>已删除：%1</translation>
    </message>
    <message>
        <source>Leaflet</source>
        <translation>说明单</translation>
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
        <source>Take the amount on the card terminal, then enter the terminal's reference.</source>
        <translation>在校园卡终端上收款，再输入终端显示的参考号。</translation>
    </message>
    <message>
        <source>Paid in the campus card app or DingTalk: there is no refund. Enter the reference that the reader's phone shows.</source>
        <translation>读者在校园卡 APP 或浙大钉上支付，费用无法退款。请输入手机上显示的参考号。</translation>
    </message>
    <message>
        <source>Printing the slip posts nothing: the lines stay due until finance has stamped it and it is matched here; then the document goes out.</source>
        <translation>打印转账单不入账：财务办结、在此核对之前仍为应缴；核对后即发送文献。</translation>
    </message>
    <message>
        <source>The bank transfer posts nothing before the money is here; then it is chosen above, the document goes out, and an invoice follows in every case.</source>
        <translation>银行转账在到账之前不入账；到账后在上方选中该笔转账，文献随即发出，并一律开具发票。</translation>
    </message>
    <message>
        <source>Choose how it is paid. Campus readers who need reimbursement: internal transfer; cash gives a settlement voucher that is not reimbursable; bank transfer is for others.</source>
        <translation>请选择支付方式。校内读者需要报销的用校内转账；现金只给校内结算凭证，不能报销；银行转账供校外读者使用。</translation>
    </message>
    <message>
        <source>Choose how it is paid. Off-campus readers get a receipt, for cash and bank transfer also an invoice; internal transfer is for campus readers only.</source>
        <translation>请选择支付方式。校外读者得到收据，现金和银行转账还可开发票；校内转账仅限校内读者。</translation>
    </message>
    <message>
        <source>Taken from what the reader has paid in advance; it never goes below zero.</source>
        <translation>从读者的预付款中扣除，余额不会低于零。</translation>
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
    <name>HowTold</name>
    <message>
        <source>How you are told</source>
        <translation>通知方式</translation>
    </message>
    <message>
        <source>In which language</source>
        <translation>通知语言</translation>
    </message>
    <message>
        <source>From now on you are told by</source>
        <translation>今后通知我的方式</translation>
    </message>
    <message>
        <source>Written in</source>
        <translation>语言</translation>
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
    <name>ImportSheet</name>
    <message>
        <source>Import a statement: %1</source>
        <translation>导入对账单：%1</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>换一个文件…</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>付款人</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Import %1 lines</source>
        <translation>导入 %1 条</translation>
    </message>
    <message>
        <source>Choose a CSV file, or drop it here.</source>
        <translation>选择 CSV 文件，或拖到这里。</translation>
    </message>
    <message>
        <source>Nothing can be read yet. Say above which column holds the date and which the amount.</source>
        <translation>还读不出内容。请在上面指明哪一列是日期、哪一列是金额。</translation>
    </message>
    <message>
        <source>Import a statement</source>
        <translation>导入对账单</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 条</translation>
    </message>
    <message>
        <source>came %1</source>
        <translation>收入 %1</translation>
    </message>
    <message>
        <source>went %1</source>
        <translation>支出 %1</translation>
    </message>
    <message>
        <source>totals left out: %1</source>
        <translation>略过合计等 %1 行</translation>
    </message>
    <message>
        <source>This very file was imported on %1. Lines that are known are not taken twice.</source>
        <translation>这个文件已在 %1 导入过；已有的行不会重复导入。</translation>
    </message>
    <message>
        <source>and %1 more lines that cannot be read</source>
        <translation>另有 %1 行无法读取</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Importing the statement</source>
        <translation>正在导入对账单</translation>
    </message>
    <message>
        <source>Imported: %1 · matched: %2 · known already: %3</source>
        <translation>已导入 %1 条 · 对上 %2 笔 · 已有 %3 条</translation>
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
    <name>InstitutionSection</name>
    <message>
        <source>Part of the name, or pinyin initials such as zjdx</source>
        <translation>名称的一部分，或拼音首字母，如 zjdx</translation>
    </message>
    <message>
        <source>Institutions</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>No institution here. A adds one.</source>
        <translation>这里还没有学校，按 A 新增。</translation>
    </message>
    <message>
        <source>What readers choose from when they register, in this order. With automatic authentication a campus card is bound; without it a form is filled in.</source>
        <translation>读者注册时按此顺序选择学校。已完成自动认证的学校绑定一卡通，其余填写用户信息。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>Initials</source>
        <translation>首字母</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>认证</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动认证</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>In use again: %1</source>
        <translation>已重新启用：%1</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>已停用：%1</translation>
    </message>
    <message>
        <source>Moved: %1</source>
        <translation>已移动：%1</translation>
    </message>
</context>
<context>
    <name>InstitutionSheet</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Sub-centre</source>
        <translation>分中心</translation>
    </message>
    <message>
        <source>Automatic authentication: readers bind their campus card</source>
        <translation>自动认证：读者绑定一卡通</translation>
    </message>
    <message>
        <source>New institution</source>
        <translation>新学校</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>已新增：%1</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>InvoiceAsk</name>
    <message>
        <source>There is nothing to invoice: only paid document delivery fees can stand on one, each once.</source>
        <translation>没有可开票的项目：只有已缴的文献传递费可以开票，每项只开一次。</translation>
    </message>
</context>
<context>
    <name>InvoiceAskSheet</name>
    <message>
        <source>Invoice for %1</source>
        <translation>为 %1 开发票</translation>
    </message>
    <message>
        <source>Ask for it and print</source>
        <translation>登记并打印申请单</translation>
    </message>
    <message>
        <source>Only document delivery fees, each once. Once the invoice is issued, nothing is refunded any more: check the lines now.</source>
        <translation>只开文献传递费，每项只开一次。发票一旦开出，一般不办理退款，请先核对项目。</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Made out to</source>
        <translation>购买方类型</translation>
    </message>
    <message>
        <source>Kind of invoice</source>
        <translation>发票类型</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>发票抬头</translation>
    </message>
    <message>
        <source>Tax number (unified social credit code)</source>
        <translation>税号（统一社会信用代码）</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Postal address, with name and telephone</source>
        <translation>邮寄地址（含收件人和电话）</translation>
    </message>
    <message>
        <source>18 signs; enterprises must have one</source>
        <translation>18 位，企业必填</translation>
    </message>
    <message>
        <source>18 signs, if there is one</source>
        <translation>18 位，有则填写</translation>
    </message>
    <message>
        <source>%1 waits to be typed into the tax system</source>
        <translation>%1 已登记，待录入税务系统</translation>
    </message>
</context>
<context>
    <name>InvoiceReaderSheet</name>
    <message>
        <source>Name, number, pinyin, mobile, or the number of a receipt</source>
        <translation>姓名、学工号、拼音、手机号或收据号</translation>
    </message>
    <message>
        <source>Find a reader</source>
        <translation>查找读者</translation>
    </message>
    <message>
        <source>Who needs an invoice?</source>
        <translation>为谁开发票？</translation>
    </message>
    <message>
        <source>Scan the card or the receipt, or type. Campus readers get none.</source>
        <translation>扫描证件或收据，或直接输入。校内读者不开发票。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>InvoiceView</name>
    <message>
        <source>Issued …</source>
        <translation>登记开票…</translation>
    </message>
    <message>
        <source>Sent …</source>
        <translation>登记发出…</translation>
    </message>
    <message>
        <source>Print the request</source>
        <translation>打印申请单</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Correct …</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Not sent …</source>
        <translation>未发出 …</translation>
    </message>
    <message>
        <source>Withdraw …</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Red letter …</source>
        <translation>红冲…</translation>
    </message>
    <message>
        <source>Cancelled by red letter %1</source>
        <translation>已由红字发票 %1 冲销</translation>
    </message>
    <message>
        <source>Refunded on %1 with red letter %2</source>
        <translation>已红冲退款：%1，红字发票 %2</translation>
    </message>
</context>
<context>
    <name>InvoicesPage</name>
    <message>
        <source>Number, reader, title or tax number</source>
        <translation>号码、读者、抬头或税号</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>申请开票</translation>
    </message>
    <message>
        <source>List to type in</source>
        <translation>录入清单</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>Ask for the first</source>
        <translation>为第一位申请</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>发票抬头</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>申请单</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Red %1</source>
        <translation>红字 %1</translation>
    </message>
    <message>
        <source>Choose an invoice to see it here.</source>
        <translation>选择一张发票，在此查看。</translation>
    </message>
    <message>
        <source>No invoice is found by this.</source>
        <translation>没有找到相应的发票。</translation>
    </message>
    <message>
        <source>Nothing waits to be issued. Press N to ask for an invoice for a reader.</source>
        <translation>没有待开的发票。按 N 为读者申请开票。</translation>
    </message>
    <message>
        <source>No invoice stands here.</source>
        <translation>这里还没有发票。</translation>
    </message>
    <message>
        <source>Paid by bank, no invoice asked for yet: %1 (%2)</source>
        <translation>银行转账已到账、尚未申请开票：%1 笔（%2）</translation>
    </message>
    <message>
        <source>Nothing waits to be typed into the tax system.</source>
        <translation>没有待录入税务系统的发票。</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>文件无法写入：%1</translation>
    </message>
    <message>
        <source>Invoices written to %2: %1</source>
        <translation>已导出 %1 张发票到 %2</translation>
    </message>
</context>
<context>
    <name>IssueSheet</name>
    <message>
        <source>Issued in the tax system</source>
        <translation>已在税务系统开出</translation>
    </message>
    <message>
        <source>Enter it as issued</source>
        <translation>登记为已开票</translation>
    </message>
    <message>
        <source>From now on what it names is generally not refunded any more; an administrator could, with a red-letter invoice.</source>
        <translation>登记后所列费用一般不再退款；确需退款须由管理员凭红字发票办理。</translation>
    </message>
    <message>
        <source>%1 is issued</source>
        <translation>%1 已开票</translation>
    </message>
</context>
<context>
    <name>ItemActions</name>
    <message>
        <source>Give to…</source>
        <translation>交给…</translation>
    </message>
    <message>
        <source>Put off…</source>
        <translation>推迟…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Who looks after this?</source>
        <translation>由谁负责？</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>交给</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What has been tried, for instance</source>
        <translation>例如已做过什么</translation>
    </message>
    <message>
        <source>Given to %1</source>
        <translation>已交给 %1</translation>
    </message>
    <message>
        <source>When shall it come back?</source>
        <translation>什么时候再提醒？</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Back on</source>
        <translation>再提醒日期</translation>
    </message>
    <message>
        <source>Why it may wait</source>
        <translation>可以推迟的原因</translation>
    </message>
    <message>
        <source>Until then the board does not count it.</source>
        <translation>在此之前不计入今日待办。</translation>
    </message>
    <message>
        <source>Back on %1</source>
        <translation>%1 再提醒</translation>
    </message>
    <message>
        <source>Back on the board, and nobody's</source>
        <translation>已回到待办，无人负责</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <source>First</source>
        <translation>最该先做</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>已推迟</translation>
    </message>
    <message>
        <source>Nothing was given to you.</source>
        <translation>没有交给您的事项。</translation>
    </message>
    <message>
        <source>Nothing was put off.</source>
        <translation>没有推迟的事项。</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有待办事项。</translation>
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
        <source>Given to</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Till %1</source>
        <translation>钱箱 %1</translation>
    </message>
    <message>
        <source>back on %1</source>
        <translation>%1 再提醒</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 个工作日</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>just overdue</source>
        <translation>刚逾期</translation>
    </message>
    <message>
        <source>%1 d over</source>
        <translation>逾期 %1 天</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>%1 d left</source>
        <translation>还有 %1 天</translation>
    </message>
</context>
<context>
    <name>KeptProofs</name>
    <message>
        <source>The photo is attached</source>
        <translation>照片已添加</translation>
    </message>
    <message>
        <source>The photo is removed</source>
        <translation>照片已删除</translation>
    </message>
</context>
<context>
    <name>KeyBack</name>
    <message>
        <source>Code of the key file</source>
        <translation>密钥码</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件读取…</translation>
    </message>
    <message>
        <source>The code is lost, too…</source>
        <translation>密钥码也丢了…</translation>
    </message>
    <message>
        <source>Put the key back</source>
        <translation>补回密钥</translation>
    </message>
    <message>
        <source>Until it is back, nobody is known by the last six of a card. Type its code from the paper in the safe, or scan it there; spaces and hyphens do not matter.</source>
        <translation>补回之前，无法按证件后六位认人。请按保险柜中那张纸输入或扫描密钥码，空格和连字符不影响。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>The key file is that of another library</source>
        <translation>密钥文件属于另一个馆</translation>
    </message>
    <message>
        <source>The key file is missing</source>
        <translation>密钥文件不见了</translation>
    </message>
    <message>
        <source>Kept copy of the key</source>
        <translation>密钥的留存副本</translation>
    </message>
    <message>
        <source>The key is back in its place</source>
        <translation>密钥已补回</translation>
    </message>
    <message>
        <source>Make another key?</source>
        <translation>要新建密钥吗？</translation>
    </message>
    <message>
        <source>The last six of every card that is kept now are worth nothing then: import the registry again, and enter them anew for readers from outside. Only when the code is on no paper and no stick.</source>
        <translation>新建后，现存的所有证件后六位全部作废：须重新导入校内名册，校外读者的须重新录入。只有在纸上、U 盘里都找不到密钥码时才这样做。</translation>
    </message>
    <message>
        <source>Make another key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>There is another key: print its code for the safe now</source>
        <translation>已新建密钥：请立即打印密钥码，存入保险柜</translation>
    </message>
</context>
<context>
    <name>KeyBox</name>
    <message>
        <source>Show the code…</source>
        <translation>显示密钥码…</translation>
    </message>
    <message>
        <source>Print the code…</source>
        <translation>打印密钥码…</translation>
    </message>
    <message>
        <source>Put the key back…</source>
        <translation>补回密钥…</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>Without it a restored library knows no last six of any card. It is in no backup: whoever finds one shall not have both. Keep its code on paper or on a stick in the safe.</source>
        <translation>没有它，恢复后的数据认不出任何证件后六位。它不在任何备份中，以免两者同时落入他人之手。请把密钥码写在纸上或存入保险柜中的 U 盘。</translation>
    </message>
    <message>
        <source>The code of the key file</source>
        <translation>密钥码</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Save as a text…</source>
        <translation>存为文本…</translation>
    </message>
    <message>
        <source>The code of the key file</source>
        <translation>密钥码</translation>
    </message>
    <message>
        <source>Copy it by hand, and keep it apart from the backups.</source>
        <translation>请手抄，并与备份分开保管。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation>保存密钥码</translation>
    </message>
    <message>
        <source>Key of the library %1. Keep it apart from the backups.</source>
        <translation>%1 的密钥，请与备份分开保管。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
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
    <message>
        <source>Questions and answers</source>
        <translation>常见问题</translation>
    </message>
</context>
<context>
    <name>KioskFooter</name>
    <message>
        <source>Offline: messages are kept and sent later</source>
        <translation>离线：消息已保存，联网后发送</translation>
    </message>
    <message>
        <source>Messages are kept here and sent later</source>
        <translation>通知先保存在这里，稍后发送</translation>
    </message>
    <message>
        <source>Messages go out</source>
        <translation>通知正常发送</translation>
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
    <name>LeaversStep</name>
    <message>
        <source>Not in the last file</source>
        <translation>不在最近文件中的人</translation>
    </message>
    <message>
        <source>Everybody valid was in the last file.</source>
        <translation>有效的人都在最近的文件中。</translation>
    </message>
    <message>
        <source>Last day of validity</source>
        <translation>有效期最后一天</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>保存此名单…</translation>
    </message>
    <message>
        <source>%1 valid people were not in the last file; %2 of them are readers, and %3 still have something or owe something.</source>
        <translation>%1 位有效人员不在最近的文件中，其中读者 %2 位，仍有未还或欠费的 %3 位。</translation>
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
    <name>LettersPage</name>
    <message>
        <source>Letters</source>
        <translation>信函</translation>
    </message>
    <message>
        <source>No letter waits. Readers who chose letters, and messages sent another way, come here.</source>
        <translation>没有待打印的信函。选择信函的读者的消息，以及改用信函的消息，会列在这里。</translation>
    </message>
    <message>
        <source>How it is folded</source>
        <translation>折叠方式</translation>
    </message>
    <message>
        <source>Print letters…</source>
        <translation>打印信函…</translation>
    </message>
    <message>
        <source>Test letter…</source>
        <translation>试印一封…</translation>
    </message>
    <message>
        <source>They are posted</source>
        <translation>已寄出</translation>
    </message>
    <message>
        <source>A4, for DL envelopes: the address shows in the window.</source>
        <translation>A4 纸，配 DL 开窗信封（5 号），地址显示在窗口中。</translation>
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
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>folded in three</source>
        <translation>三折</translation>
    </message>
    <message>
        <source>DIN 5008 form B</source>
        <translation>DIN 5008 B 式</translation>
    </message>
    <message>
        <source>%1 of %2 chosen</source>
        <translation>已选 %1 / %2</translation>
    </message>
    <message>
        <source>Test letter</source>
        <translation>试印信函</translation>
    </message>
    <message>
        <source>Do all %1 letters lie in their envelopes?</source>
        <translation>%1 封信函都已装入信封了吗？</translation>
    </message>
    <message>
        <source>Then they count as sent. What is missing can be printed again: choose Cancel.</source>
        <translation>确认后即算已发送。如有缺页，请选“取消”后重新打印。</translation>
    </message>
    <message>
        <source>Count as sent</source>
        <translation>算作已发送</translation>
    </message>
    <message>
        <source>Letters sent: %1</source>
        <translation>已寄信函：%1</translation>
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
        <source>Loans, pick-up, delivery, reminders</source>
        <translation>外借、取件、传递、提醒</translation>
    </message>
    <message>
        <source>They count for what is lent, or laid ready, from now on.</source>
        <translation>自保存起借出或上架的文献按此计算。</translation>
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
        <source>What the library says of itself: on papers, in notices, on the phone page and on the kiosk.</source>
        <translation>图书馆对外的说明：用于单据、通知、手机页面和自助机。</translation>
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
        <source>Further hotlines</source>
        <translation>其他咨询电话</translation>
    </message>
    <message>
        <source>For questions on</source>
        <translation>咨询事项</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>另一种语言</translation>
    </message>
    <message>
        <source>Besides the four phones of the information desk, as on the kiosk's help.</source>
        <translation>总服务台四个电话之外的电话，显示在自助机帮助和手机页面上。</translation>
    </message>
    <message>
        <source>No further hotlines. Add one for e-resources, for instance.</source>
        <translation>还没有其他咨询电话，可以新增，例如“电子资源”。</translation>
    </message>
    <message>
        <source>Days of a loan</source>
        <translation>借期（天）</translation>
    </message>
    <message>
        <source>Where the partner gives no date of its own</source>
        <translation>协作馆未给期限时</translation>
    </message>
    <message>
        <source>Days before the partner's date</source>
        <translation>比协作馆期限提前（天）</translation>
    </message>
    <message>
        <source>So much earlier the reader brings it back</source>
        <translation>读者须提前归还</translation>
    </message>
    <message>
        <source>Renewals at most</source>
        <translation>最多续借次数</translation>
    </message>
    <message>
        <source>Days something waits at the pick-up</source>
        <translation>取件保留（天）</translation>
    </message>
    <message>
        <source>Then it counts as not collected</source>
        <translation>过期即为逾期未取</translation>
    </message>
    <message>
        <source>Days before the due date</source>
        <translation>到期前提醒天数</translation>
    </message>
    <message>
        <source>So early the reader is reminded, and Today shows it</source>
        <translation>提前这么多天提醒读者，并列入“今日”</translation>
    </message>
    <message>
        <source>An advance is low below</source>
        <translation>预付款不足的界限</translation>
    </message>
    <message>
        <source>Then the reader is told</source>
        <translation>低于此数时通知读者</translation>
    </message>
    <message>
        <source>Largest attachment, in MiB</source>
        <translation>附件上限（MiB）</translation>
    </message>
    <message>
        <source>Larger files cannot be attached</source>
        <translation>更大的文件不能添加</translation>
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
    <name>Line</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>LoanActions</name>
    <message>
        <source>Barcode</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>Scan or type</source>
        <translation>扫描或输入</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>卷册名</translation>
    </message>
    <message>
        <source>Vol. 2 — only where there are several</source>
        <translation>如 第二卷，多卷时填写</translation>
    </message>
    <message>
        <source>Add a volume</source>
        <translation>添加卷册</translation>
    </message>
    <message>
        <source>volume added</source>
        <translation>已添加卷册</translation>
    </message>
    <message>
        <source>Barcode and name</source>
        <translation>条码与卷册名</translation>
    </message>
    <message>
        <source>volume corrected</source>
        <translation>卷册已更正</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>volume struck</source>
        <translation>卷册已删去</translation>
    </message>
    <message>
        <source>%1 still out</source>
        <translation>还有 %1 册未还</translation>
    </message>
    <message>
        <source>fine %1</source>
        <translation>超期费 %1</translation>
    </message>
    <message>
        <source>What is damaged</source>
        <translation>损坏情况</translation>
    </message>
    <message>
        <source>Compensation</source>
        <translation>赔偿费</translation>
    </message>
    <message>
        <source>Charged to the reader, passed on to the owner; empty: nothing</source>
        <translation>向读者收取，转付出借馆；留空则不收</translation>
    </message>
    <message>
        <source>The supplier wants it back on</source>
        <translation>协作馆要求归还日期</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>出借条件</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Now due %1</source>
        <translation>现应还 %1</translation>
    </message>
    <message>
        <source>Wanted until</source>
        <translation>希望借到</translation>
    </message>
    <message>
        <source>New due date for the reader</source>
        <translation>读者新应还日期</translation>
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
        <source>New due date</source>
        <translation>新应还日期</translation>
    </message>
    <message>
        <source>The reader is told at once</source>
        <translation>立即通知读者</translation>
    </message>
    <message>
        <source>Return slip %1</source>
        <translation>还书单 %1</translation>
    </message>
</context>
<context>
    <name>LoanColumns</name>
    <message>
        <source>Due</source>
        <translation>应还</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>图书</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>在外</translation>
    </message>
    <message>
        <source>Supplier wants it</source>
        <translation>协作馆要求</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>超期费</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>协作馆</translation>
    </message>
</context>
<context>
    <name>LoanOut</name>
    <message>
        <source>The reader has been told: %1</source>
        <translation>已告知读者：%1</translation>
    </message>
    <message>
        <source>%1 is not activated</source>
        <translation>%1 尚未激活</translation>
    </message>
    <message>
        <source>Only an activated reader can take a loan away. At the desk it takes a minute: the document is seen, the mobile number is proved, the terms are agreed to. Then lend it out.</source>
        <translation>激活后才能借出。可在柜台当场办理：查验证件、验证手机、同意条款，一分钟即可，然后借出。</translation>
    </message>
    <message>
        <source>Activate now</source>
        <translation>现在激活</translation>
    </message>
</context>
<context>
    <name>LoanPanel</name>
    <message>
        <source>Renew</source>
        <translation>申请续借</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>同意续借</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>催还</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Charge fine</source>
        <translation>计入超期费</translation>
    </message>
    <message>
        <source>Return slip</source>
        <translation>还书单</translation>
    </message>
    <message>
        <source>Add a volume</source>
        <translation>添加卷册</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借阅</translation>
    </message>
    <message>
        <source>Conditions: %1</source>
        <translation>条件：%1</translation>
    </message>
    <message>
        <source>Due back</source>
        <translation>应还</translation>
    </message>
    <message>
        <source>Supplier wants it</source>
        <translation>协作馆要求</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2 次</translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation>续借</translation>
    </message>
    <message>
        <source>Collected by</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>Fine up to today</source>
        <translation>至今超期费</translation>
    </message>
    <message>
        <source>Parcel back</source>
        <translation>寄还单号</translation>
    </message>
    <message>
        <source>No barcode</source>
        <translation>无条码</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>归还</translation>
    </message>
    <message>
        <source>This volume</source>
        <translation>这一册</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>已丢失</translation>
    </message>
    <message>
        <source>with the reader, due %1</source>
        <translation>在读者处，应还 %1</translation>
    </message>
    <message>
        <source>%1 d overdue</source>
        <translation>逾期 %1 天</translation>
    </message>
    <message>
        <source>gone home %1</source>
        <translation>%1 已寄还</translation>
    </message>
    <message>
        <source>brought back %1</source>
        <translation>%1 已归还</translation>
    </message>
    <message>
        <source>not lent yet</source>
        <translation>尚未借出</translation>
    </message>
    <message>
        <source>Barcode and name</source>
        <translation>条码与卷册名</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>登记损坏</translation>
    </message>
    <message>
        <source>Strike</source>
        <translation>删去</translation>
    </message>
</context>
<context>
    <name>LoansScreen</name>
    <message>
        <source>Title, reader, pinyin, number</source>
        <translation>题名、读者、拼音、号码</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借阅</translation>
    </message>
    <message>
        <source>No loan in this list.</source>
        <translation>此列表中没有借阅。</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Due within 3 days</source>
        <translation>三日内到期</translation>
    </message>
    <message>
        <source>On the way home</source>
        <translation>待寄还</translation>
    </message>
    <message>
        <source>Back to the requests</source>
        <translation>返回请求</translation>
    </message>
    <message>
        <source>Overdue letters</source>
        <translation>逾期通知书</translation>
    </message>
</context>
<context>
    <name>Locked</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>%1 is at work here</source>
        <translation>%1 正在此工作</translation>
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
        <source>A similar name</source>
        <translation>姓名相近</translation>
    </message>
    <message>
        <source>Merge into this reader</source>
        <translation>合并为一人</translation>
    </message>
    <message>
        <source>Take in the old record</source>
        <translation>并入旧记录</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>不是同一人</translation>
    </message>
    <message>
        <source>Open this reader</source>
        <translation>打开这位读者</translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>另有账号</translation>
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
    <name>LookupButton</name>
    <message>
        <source>Complete from the network</source>
        <translation>联网补全</translation>
    </message>
    <message>
        <source>Asking the network</source>
        <translation>正在联网查询</translation>
    </message>
</context>
<context>
    <name>MailPanel</name>
    <message>
        <source>Test to</source>
        <translation>测试发往</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>邮件服务器</translation>
    </message>
    <message>
        <source>As the computing centre gives it. An empty server takes it away again.</source>
        <translation>按信息中心提供的参数填写。服务器留空则取消。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Empty: it stays as it is</source>
        <translation>留空则不变</translation>
    </message>
    <message>
        <source>Messages a minute</source>
        <translation>每分钟条数</translation>
    </message>
    <message>
        <source>Seconds to wait</source>
        <translation>等待秒数</translation>
    </message>
    <message>
        <source>From: address</source>
        <translation>发件地址</translation>
    </message>
    <message>
        <source>From: name</source>
        <translation>发件人名称</translation>
    </message>
    <message>
        <source>Replies to</source>
        <translation>回复至</translation>
    </message>
    <message>
        <source>Empty: to the sender</source>
        <translation>留空则回复给发件人</translation>
    </message>
    <message>
        <source>STARTTLS (587)</source>
        <translation>STARTTLS（587）</translation>
    </message>
    <message>
        <source>TLS at once (465)</source>
        <translation>直接 TLS（465）</translation>
    </message>
    <message>
        <source>none (25)</source>
        <translation>不加密（25）</translation>
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
    <name>MatchedPage</name>
    <message>
        <source>Matched</source>
        <translation>已对上</translation>
    </message>
    <message>
        <source>Nothing is matched yet. Import a statement first.</source>
        <translation>还没有对上的；请先导入对账单。</translation>
    </message>
    <message>
        <source>Take the match back</source>
        <translation>撤回对账</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Line of the statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Entry in the books</source>
        <translation>账上</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>The match is taken back</source>
        <translation>已撤回，两边重新待对</translation>
    </message>
</context>
<context>
    <name>MendSheet</name>
    <message>
        <source>Correct the citation</source>
        <translation>更正题录</translation>
    </message>
    <message>
        <source>Correct and send again</source>
        <translation>更正并重新发送</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Send again to</source>
        <translation>重新发送给</translation>
    </message>
    <message>
        <source>Nobody yet: only accept it again</source>
        <translation>暂不发送，只重新受理</translation>
    </message>
    <message>
        <source>Compare with the source</source>
        <translation>请与原文核对</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>Who may be the same person</source>
        <translation>可能是同一人</translation>
    </message>
    <message>
        <source>Nobody found. Type the other number, name or mobile above.</source>
        <translation>没有找到。请在上方输入另一个账号、姓名或手机号。</translation>
    </message>
    <message>
        <source>Merge %1 with another reader</source>
        <translation>将 %1 与另一位读者合并</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Number, name, pinyin, mobile or e-mail of the other record</source>
        <translation>另一条记录的号码、姓名、拼音、手机或邮箱</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>相同之处</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Record to keep</source>
        <translation>保留的记录</translation>
    </message>
    <message>
        <source>What shows that it is one person</source>
        <translation>判断为同一人的依据</translation>
    </message>
</context>
<context>
    <name>Merging</name>
    <message>
        <source>%1 is now one with %2</source>
        <translation>%1 已与 %2 合并</translation>
    </message>
    <message>
        <source>Merged by mistake</source>
        <translation>误合并</translation>
    </message>
    <message>
        <source>Merge %1 into %2</source>
        <translation>将 %1 合并到 %2</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>What shows that it is one person</source>
        <translation>判断为同一人的依据</translation>
    </message>
    <message>
        <source>Kept: %1. Nothing is moved or lost: debts, requests and messages of both are shown there, and the reader signs in with either number. It can be undone on the reader's card.</source>
        <translation>保留：%1。不移动、不丢失任何内容：两边的欠费、请求和消息都显示在那里，读者用任一账号都能登录。可在读者卡片上撤销。</translation>
    </message>
    <message>
        <source> The registration stays in review.</source>
        <translation>本次注册仍在待审中。</translation>
    </message>
    <message>
        <source>%1 stands for itself again</source>
        <translation>%1 已重新独立</translation>
    </message>
    <message>
        <source>Separate %1 again</source>
        <translation>拆分 %1</translation>
    </message>
    <message>
        <source>Separate</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Each record has again its own requests, debts and messages. What was paid stays paid.</source>
        <translation>两个账号各自恢复自己的请求、欠费和消息；已缴的仍算已缴。</translation>
    </message>
</context>
<context>
    <name>MessagePanel</name>
    <message>
        <source>may have arrived twice</source>
        <translation>可能重复送达</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Open the reader</source>
        <translation>打开读者</translation>
    </message>
    <message>
        <source>Choose a notice to read it.</source>
        <translation>选择一条消息查看。</translation>
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
        <source>Way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读者阅读</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>later, please</source>
        <translation>稍后再试</translation>
    </message>
    <message>
        <source>server not reached</source>
        <translation>连不上服务器</translation>
    </message>
    <message>
        <source>may have arrived</source>
        <translation>可能已送达</translation>
    </message>
    <message>
        <source>broke off, or goes on</source>
        <translation>中断或正在发送</translation>
    </message>
</context>
<context>
    <name>MessageSheet</name>
    <message>
        <source>What the reader was told</source>
        <translation>发给读者的通知</translation>
    </message>
    <message>
        <source>Open in Notices</source>
        <translation>在“消息”中打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MessagesPage</name>
    <message>
        <source>No message yet.</source>
        <translation>还没有消息。</translation>
    </message>
    <message>
        <source>My messages</source>
        <translation>我的消息</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>全部标为已读</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Touch a message to read it.</source>
        <translation>点一条消息查看。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>new</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>%1 not read yet</source>
        <translation>%1 条未读</translation>
    </message>
</context>
<context>
    <name>MetadataSection</name>
    <message>
        <source>Fill in Crossref's addresses</source>
        <translation>填入 Crossref 的地址</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Service for references</source>
        <translation>文献信息服务</translation>
    </message>
    <message>
        <source>Any service will do that answers in CSL-JSON, as Crossref does. Without an address nobody is asked; with one, a new request offers to complete what has a DOI or an ISBN. The number is sent, nothing about the reader.</source>
        <translation>凡以 CSL-JSON 作答的服务均可，例如 Crossref。不填地址则不查询；填写后，新建申请时可按 DOI 或 ISBN 补全文献信息。只发送号码，不发送任何读者信息。</translation>
    </message>
    <message>
        <source>Who completes a reference from the network.</source>
        <translation>由谁通过网络补全文献信息。</translation>
    </message>
    <message>
        <source>Address for a DOI</source>
        <translation>DOI 查询地址</translation>
    </message>
    <message>
        <source>With {doi} where the number belongs; empty: off.</source>
        <translation>在号码的位置写 {doi}；留空则不查询。</translation>
    </message>
    <message>
        <source>Address for an ISBN</source>
        <translation>ISBN 查询地址</translation>
    </message>
    <message>
        <source>With {isbn} where the number belongs; empty: off.</source>
        <translation>在号码的位置写 {isbn}；留空则不查询。</translation>
    </message>
    <message>
        <source>Mail address to be told with each question</source>
        <translation>查询时附上的联系邮箱</translation>
    </message>
    <message>
        <source>Public services ask for it, and serve first who gives it.</source>
        <translation>公共服务要求提供，并优先答复提供者。</translation>
    </message>
    <message>
        <source>Seconds until it is given up</source>
        <translation>等待的秒数</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>Without a minus sign: an amount looks like 12.50</source>
        <translation>金额不带负号，例如 12.50</translation>
    </message>
    <message>
        <source>At most two decimals, to the fen: 12.50</source>
        <translation>最多两位小数（到分），例如 12.50</translation>
    </message>
    <message>
        <source>This is more than can be: an amount looks like 12.50</source>
        <translation>金额过大，例如应为 12.50</translation>
    </message>
    <message>
        <source>An amount looks like 12.50</source>
        <translation>金额格式如 12.50</translation>
    </message>
</context>
<context>
    <name>MoneySection</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Refunds and invoices</source>
        <translation>退款与发票</translation>
    </message>
    <message>
        <source>They hold from the next step at the till; what was done stays as it was.</source>
        <translation>从收银台的下一步操作起生效；已办理的保持不变。</translation>
    </message>
    <message>
        <source>What the library decides about its money. Every change is recorded.</source>
        <translation>由本馆决定的收费规则，每次修改都有记录。</translation>
    </message>
    <message>
        <source>A second person says yes to large refunds and write-offs</source>
        <translation>大额退款和核销需要第二人确认</translation>
    </message>
    <message>
        <source>Leave it off where one person works alone.</source>
        <translation>只有一人值班的柜台请不要启用。</translation>
    </message>
    <message>
        <source>Above this amount (yuan)</source>
        <translation>超过此金额（元）</translation>
    </message>
    <message>
        <source>0.00: every refund and write-off.</source>
        <translation>填 0.00 则每笔退款和核销都需要确认。</translation>
    </message>
    <message>
        <source>Money paid in advance is invoiced</source>
        <translation>预付款的开票时间</translation>
    </message>
    <message>
        <source>Never both: what stands on an invoice as a top-up is not invoiced when it is used.</source>
        <translation>两者不会并存：充值时已开票的金额，使用时不再开票。</translation>
    </message>
    <message>
        <source>when it is used for a fee</source>
        <translation>用于缴费时开票</translation>
    </message>
    <message>
        <source>when it is paid in</source>
        <translation>充值时开票</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>MonthChoice</name>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>下个月</translation>
    </message>
</context>
<context>
    <name>MonthsView</name>
    <message>
        <source>Month to close</source>
        <translation>结账月份</translation>
    </message>
    <message>
        <source>Closed months</source>
        <translation>已结账的月份</translation>
    </message>
    <message>
        <source>No month is closed yet. A closed month can only be read.</source>
        <translation>还没有结账的月份。结账后的月份只能查看。</translation>
    </message>
    <message>
        <source>Closing a month closes all months before it, too. Nothing is entered into them any more: a mistake found later is reversed in the open month. This cannot be taken back.</source>
        <translation>结账会同时结清该月之前的所有月份，此后不能再记入任何一笔；以后发现的差错在未结账的月份冲正。结账不能撤回。</translation>
    </message>
    <message>
        <source>Close the month</source>
        <translation>结账</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已结账</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>结账时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Owed by readers</source>
        <translation>读者应缴</translation>
    </message>
    <message>
        <source>Deposits held</source>
        <translation>预付款</translation>
    </message>
    <message>
        <source>Nothing has been entered into the books yet.</source>
        <translation>账上还没有任何记录。</translation>
    </message>
    <message>
        <source>Next to close: %1</source>
        <translation>下一个结账月份：%1</translation>
    </message>
    <message>
        <source>Networks of this month still to be settled: %1</source>
        <translation>本月尚未结算的协作网络：%1 个</translation>
    </message>
    <message>
        <source>Transfer slips that are still out: %1</source>
        <translation>尚未核销的转账单：%1 张</translation>
    </message>
    <message>
        <source>Money of unknown payers, still to be claimed: %1</source>
        <translation>尚待认领的银行来款：%1</translation>
    </message>
    <message>
        <source>Statement lines of this month without an entry: %1</source>
        <translation>本月对账单中尚未入账的行：%1</translation>
    </message>
    <message>
        <source>Close %1 for ever?</source>
        <translation>确定为 %1 结账吗？</translation>
    </message>
    <message>
        <source>The trial balance of its last day is kept with it. Nothing can be entered into it any more.</source>
        <translation>月末的试算平衡表随之保存。该月不能再记入任何一笔。</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>结账</translation>
    </message>
    <message>
        <source>%1 is closed</source>
        <translation>%1 已结账</translation>
    </message>
</context>
<context>
    <name>NameSheet</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>NetworksView</name>
    <message>
        <source>Networks</source>
        <translation>协作网络</translation>
    </message>
    <message>
        <source>No partner library supplied anything at a price in this month.</source>
        <translation>本月没有协作馆提供有费用的文献。</translation>
    </message>
    <message>
        <source>Requests supplied</source>
        <translation>已提供的请求</translation>
    </message>
    <message>
        <source>Choose a network to see its requests.</source>
        <translation>选择一个网络，查看它提供的请求。</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>结算凭证号</translation>
    </message>
    <message>
        <source>Number of the bill, or of the transfer by finance</source>
        <translation>账单编号或财务转账编号</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>结算</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>待付</translation>
    </message>
    <message>
        <source>The bill of this network</source>
        <translation>此网络的明细单</translation>
    </message>
    <message>
        <source>Choose a network.</source>
        <translation>请选择一个网络。</translation>
    </message>
    <message>
        <source>Settling records that finance has paid the network; nothing leaves a till.</source>
        <translation>结算是记录财务已向该网络付款，不动用钱箱中的现金。</translation>
    </message>
    <message>
        <source>The network owes us this: it is set off against what it supplies next.</source>
        <translation>这是对方应退给本馆的金额，从其以后提供的费用中抵扣。</translation>
    </message>
    <message>
        <source>Everything of this month is settled.</source>
        <translation>本月已全部结算。</translation>
    </message>
    <message>
        <source>%1 settled on %2 by %3, reference %4</source>
        <translation>%2 由 %3 结算 %1，凭证 %4</translation>
    </message>
    <message>
        <source>Settled with %1 for %2</source>
        <translation>已与 %1 结算 %2</translation>
    </message>
</context>
<context>
    <name>NewPasswordSheet</name>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>The reader's document was seen</source>
        <translation>已核对读者证件</translation>
    </message>
    <message>
        <source>New password for %1</source>
        <translation>为 %1 设置新密码</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The reader types it; nobody else needs to know it. The old one no longer opens the account. It is recorded that you saw the document, never the password.</source>
        <translation>由读者本人输入，其他人无需知道。旧密码不再有效。系统只记录您核对过证件，绝不记录密码。</translation>
    </message>
    <message>
        <source>The new password of %1 counts from now on</source>
        <translation>%1 的新密码已生效</translation>
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
        <source>Submit %1</source>
        <translation>提交 %1 条</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>草稿已自动保存</translation>
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
        <source>Correct the citation</source>
        <translation>更正题录</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>去收款</translation>
    </message>
    <message>
        <source>Attach document</source>
        <translation>附上文献</translation>
    </message>
    <message>
        <source>%1 with details…</source>
        <translation>%1（填写详情）…</translation>
    </message>
</context>
<context>
    <name>NotSentSheet</name>
    <message>
        <source>Not sent, after all?</source>
        <translation>其实没有发出？</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>It stands among those to be sent again. Who took it back, and why, is kept.</source>
        <translation>它重新列入待发出。谁在何时因何撤回，均有记录。</translation>
    </message>
    <message>
        <source>%1 is to be sent</source>
        <translation>%1 待发出</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>NoticesScreen</name>
    <message>
        <source>Outbox</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>信函</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>NumberChip</name>
    <message>
        <source>Transaction number, or a part of it</source>
        <translation>事务号或其中一部分</translation>
    </message>
    <message>
        <source>Transaction number</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
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
    <name>OpenPage</name>
    <message>
        <source>Every line of the statement is in the books.</source>
        <translation>对账单上的每一条都已对上。</translation>
    </message>
    <message>
        <source>Everything in the books stands in a statement.</source>
        <translation>账上的每一笔都已对上。</translation>
    </message>
    <message>
        <source>The same money</source>
        <translation>是同一笔</translation>
    </message>
    <message>
        <source>Enter it in the books</source>
        <translation>登记为来款</translation>
    </message>
    <message>
        <source>In the statement, not in the books</source>
        <translation>对账单有、账上没有</translation>
    </message>
    <message>
        <source>In the books, not in the statement</source>
        <translation>账上有、对账单没有</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Line of the statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Entry in the books</source>
        <translation>账上</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 笔 · %2</translation>
    </message>
    <message>
        <source>%1 of %2 and %3 of %4</source>
        <translation>%2 的 %1 与 %4 的 %3</translation>
    </message>
    <message>
        <source>The amounts differ by %1: this is other money.</source>
        <translation>金额相差 %1，不是同一笔。</translation>
    </message>
    <message>
        <source>Nothing in the books has this amount. Choose an entry at the right.</source>
        <translation>账上没有同样金额的一笔；请在右边选择。</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>已对上</translation>
    </message>
    <message>
        <source>Matched by itself: %1</source>
        <translation>自动对上 %1 笔</translation>
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
        <source>Sent to</source>
        <translation>邮寄地址</translation>
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
    <name>OutboxPage</name>
    <message>
        <source>Reader: name, number, pinyin</source>
        <translation>读者：姓名、学工号、拼音或手机</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>通知种类</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Another way…</source>
        <translation>换一种方式…</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>移出…</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部种类</translation>
    </message>
    <message>
        <source>No message like that. Choose “All”, or another kind or reader.</source>
        <translation>没有这样的通知。请选“全部”，或换一个种类、读者。</translation>
    </message>
    <message>
        <source>Nothing waits. Each step of a request queues its notice by itself.</source>
        <translation>没有待发送的消息。请求每走一步都会自动生成通知。</translation>
    </message>
    <message>
        <source>Nothing has failed.</source>
        <translation>没有发送失败的消息。</translation>
    </message>
    <message>
        <source>Nothing has gone out yet.</source>
        <translation>还没有发出的消息。</translation>
    </message>
    <message>
        <source>Nothing was withdrawn: no step taken back, nothing taken off the list.</source>
        <translation>没有撤回的消息：没有退回的步骤，也没有移出的消息。</translation>
    </message>
    <message>
        <source>No message yet.</source>
        <translation>还没有消息。</translation>
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
        <source>twice?</source>
        <translation>或重复</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Tried again: %1</source>
        <translation>已重试：%1</translation>
    </message>
    <message>
        <source>Take %1 off the list?</source>
        <translation>移出 %1 条消息？</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>It is sent no more. The reader finds it no longer under “my messages”.</source>
        <translation>不再发送，读者在“我的消息”中也不再看到。</translation>
    </message>
    <message>
        <source>Why: telephoned, for instance</source>
        <translation>原因，例如已电话通知</translation>
    </message>
    <message>
        <source>Taken off the list: %1</source>
        <translation>已移出：%1</translation>
    </message>
</context>
<context>
    <name>PageRules</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Choose the files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Address and certificate</source>
        <translation>地址与证书</translation>
    </message>
    <message>
        <source>Only this machine is reached without encryption; everywhere else the page speaks TLS.</source>
        <translation>只有本机可以不加密访问，其他地址一律使用 TLS。</translation>
    </message>
    <message>
        <source>Listens at</source>
        <translation>监听地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Base address: what phones call it</source>
        <translation>基地址：手机打开的网址</translation>
    </message>
    <message>
        <source>It stands in the QR codes of poster and slips.</source>
        <translation>海报和激活单的二维码使用此网址。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Certificate file (PEM)</source>
        <translation>证书文件（PEM）</translation>
    </message>
    <message>
        <source>Key file (PEM, without a password)</source>
        <translation>私钥文件（PEM，无密码）</translation>
    </message>
    <message>
        <source>Networks whose phones may open it, one a line</source>
        <translation>允许访问的网段，每行一个</translation>
    </message>
    <message>
        <source>This machine always may. Empty: nobody else.</source>
        <translation>本机始终可以访问；留空则不允许其他设备。</translation>
    </message>
    <message>
        <source>%1 · only this machine</source>
        <translation>%1 · 仅本机</translation>
    </message>
    <message>
        <source>%1 · all addresses</source>
        <translation>%1 · 全部地址</translation>
    </message>
    <message>
        <source>%1 · this machine in its network</source>
        <translation>%1 · 本机在网络中的地址</translation>
    </message>
    <message>
        <source>made by this program (phones ask once)</source>
        <translation>由本程序生成（手机首次会询问）</translation>
    </message>
    <message>
        <source>from files of the library</source>
        <translation>使用本馆的证书文件</translation>
    </message>
    <message>
        <source>a proxy on this machine has it</source>
        <translation>由本机的代理服务器提供</translation>
    </message>
    <message>
        <source>made when the page is turned on</source>
        <translation>开启页面时生成</translation>
    </message>
    <message>
        <source>none is needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Certificate for</source>
        <translation>证书适用于</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <translation>指纹（SHA-256）</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>私钥文件</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.key);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt *.key);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>PageSection</name>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>The page now</source>
        <translation>当前状态</translation>
    </message>
    <message>
        <source>It runs while this window is open, or alone: ill_desktop serve</source>
        <translation>随本窗口运行，也可单独运行：ill_desktop serve</translation>
    </message>
    <message>
        <source>Readers register and activate on their own phones, in the network of the branch.</source>
        <translation>读者在馆内网络用自己的手机注册和激活。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未能运行</translation>
    </message>
    <message>
        <source>on, but not started in this window</source>
        <translation>已开启，但未在本窗口运行</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Nobody can open it.</source>
        <translation>现在无人可以打开。</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Phone page</source>
        <translation>手机页面</translation>
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
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>Choose the printers …</source>
        <translation>选择打印机……</translation>
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
    <name>PassphraseSheet</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>This copy is encrypted</source>
        <translation>此副本已加密</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>演练恢复</translation>
    </message>
</context>
<context>
    <name>PasswordSheet</name>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
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
    <name>PastView</name>
    <message>
        <source>Past requests</source>
        <translation>以往请求</translation>
    </message>
    <message>
        <source>No charge yet of which the price could be computed again.</source>
        <translation>还没有可以重新计算的收费。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>当时应付</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>试算应付</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>The newest %1 charges: readers paid %2, under this version they would pay %3.</source>
        <translation>最近 %1 笔收费：读者当时应付 %2，按此版本应付 %3。</translation>
    </message>
    <message>
        <source>Computed again under version %1: the same</source>
        <translation>按版本 %1 重新计算：结果一致</translation>
    </message>
    <message>
        <source>Computed again under version %1: it differs from what was charged</source>
        <translation>按版本 %1 重新计算：与当时计收的不一致</translation>
    </message>
    <message>
        <source>Under version %1</source>
        <translation>按版本 %1</translation>
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
        <source>%1: the file is too large for a list of references.</source>
        <translation>%1：文件太大，不像是题录。</translation>
    </message>
    <message>
        <source>%1: the file could not be read (%2).</source>
        <translation>%1：无法读取文件（%2）。</translation>
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
        <source>Not understood: %1</source>
        <translation>未能识别：%1</translation>
    </message>
    <message>
        <source>Kept aside, no field for it: %1</source>
        <translation>无对应栏目，未填入：%1</translation>
    </message>
    <message>
        <source>“%1” (line %2)</source>
        <translation>“%1”（第 %2 行）</translation>
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
        <source>Leave it empty when it is exact</source>
        <translation>刚好付清时请留空</translation>
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
        <source>The transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>What is left of it goes onto the deposit</source>
        <translation>余款转入预付款</translation>
    </message>
    <message>
        <source>Settle a part; the rest stays due</source>
        <translation>先付一部分，其余仍应缴</translation>
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
        <source>Print the bank details</source>
        <translation>打印转账信息</translation>
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
    <name>PersonData</name>
    <message>
        <source>Everything kept about %1</source>
        <translation>%1 的全部资料</translation>
    </message>
    <message>
        <source>Writing the archive</source>
        <translation>正在写入压缩包</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Forgotten: the account, %1 requests' contents, %2 messages, %3 documents.</source>
        <translation>将抹去：账户、%1 件请求的内容、%2 条消息、%3 个文件。</translation>
    </message>
    <message>
        <source>The ledger stays; so do %1 papers and %2 invoices, as they were printed.</source>
        <translation>账目保留；%1 张单据和 %2 张发票按打印原样保留。</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>此操作无法撤销。</translation>
    </message>
    <message>
        <source>Forget %1 for good?</source>
        <translation>永久抹去 %1 的资料？</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>抹去</translation>
    </message>
    <message>
        <source>The person is forgotten</source>
        <translation>已抹去此人的资料</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>Show what was before</source>
        <translation>显示更早的记录</translation>
    </message>
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
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>费用</translation>
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
    <name>PlanBox</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Automatic backups</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>Made while this window or the phone page runs and something has changed. Of the older ones the newest of each half-hour, day, week and month stays; those made by hand always do.</source>
        <translation>窗口或手机页面运行期间，内容有变动时自动进行。较旧的备份中，每半小时、每天、每周、每月各保留最新一份；手动备份始终保留。</translation>
    </message>
    <message>
        <source>Make backups by themselves</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>Every so many minutes</source>
        <translation>间隔（分钟）</translation>
    </message>
    <message>
        <source>Told after days without one</source>
        <translation>多少天没有备份时提醒</translation>
    </message>
    <message>
        <source>Half-hours kept</source>
        <translation>保留半小时数</translation>
    </message>
    <message>
        <source>Days kept</source>
        <translation>保留天数</translation>
    </message>
    <message>
        <source>Weeks kept</source>
        <translation>保留周数</translation>
    </message>
    <message>
        <source>Months kept</source>
        <translation>保留月数</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>PosterButton</name>
    <message>
        <source>Print poster</source>
        <translation>打印海报</translation>
    </message>
    <message>
        <source>Poster for activation</source>
        <translation>激活海报</translation>
    </message>
</context>
<context>
    <name>PosterPanel</name>
    <message>
        <source>QR of the poster</source>
        <translation>海报二维码</translation>
    </message>
    <message>
        <source>Print the poster</source>
        <translation>打印海报</translation>
    </message>
    <message>
        <source>Poster</source>
        <translation>海报</translation>
    </message>
    <message>
        <source>No base address yet</source>
        <translation>尚未设置基地址</translation>
    </message>
    <message>
        <source>Phones that scan the poster open the first step of the activation.</source>
        <translation>手机扫描海报即打开激活第一步。</translation>
    </message>
    <message>
        <source>Enter below what phones call this page; then the poster and the slips carry a link. Until then the poster sends readers to the information desk.</source>
        <translation>请在下面填写手机打开的网址，海报和激活单即带有链接。在此之前，海报请读者到总服务台办理。</translation>
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
        <source>Another printer</source>
        <translation>换一台打印机</translation>
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
    <message>
        <source>%1 did not take the paper.</source>
        <translation>%1 没有接收打印。</translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Under this version</source>
        <translation>按此版本</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Filled in: %1</source>
        <translation>上方所填：%1</translation>
    </message>
    <message>
        <source>Today, version %1</source>
        <translation>今天，版本 %1</translation>
    </message>
    <message>
        <source>Under version %1</source>
        <translation>按版本 %1</translation>
    </message>
    <message>
        <source>Charged %1; by hand, or before prices could be computed again</source>
        <translation>已计收 %1；为手工录入，或早于可重新计算的版本</translation>
    </message>
    <message>
        <source>the same again</source>
        <translation>结果一致</translation>
    </message>
    <message>
        <source>Charged %1 under version %2; computed again: %3</source>
        <translation>按版本 %2 已计收 %1；重新计算：%3</translation>
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
        <source>Agreed to %1</source>
        <translation>读者已同意 %1</translation>
    </message>
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
    <name>PrintQueue</name>
    <message>
        <source>Choose the printers first.</source>
        <translation>请先选好打印机。</translation>
    </message>
</context>
<context>
    <name>Printers</name>
    <message>
        <source>Sent to %1</source>
        <translation>已送往 %1</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
</context>
<context>
    <name>PrintersSheet</name>
    <message>
        <source>Printers</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>With a printer chosen a paper comes out at once, without a question. This is remembered for you, on every machine you sign in at.</source>
        <translation>选好打印机后，单据直接打印，不再询问。设置按个人保存，在任何一台机器上登录都有效。</translation>
    </message>
    <message>
        <source>Receipts, vouchers, refunds</source>
        <translation>收据、结算凭证、退款单</translation>
    </message>
    <message>
        <source>Shift reports, hand-over slips</source>
        <translation>班次报告、交款单</translation>
    </message>
    <message>
        <source>Internal transfer slips (A4)</source>
        <translation>校内转帐单（A4）</translation>
    </message>
    <message>
        <source>Letters to readers (A4)</source>
        <translation>给读者的信（A4）</translation>
    </message>
    <message>
        <source>Pick-up and activation slips</source>
        <translation>取件单、激活单</translation>
    </message>
    <message>
        <source>Other pages, lists (A4)</source>
        <translation>其他页面、清单（A4）</translation>
    </message>
    <message>
        <source>None: look at it first</source>
        <translation>不指定：先预览</translation>
    </message>
    <message>
        <source>Receipt printer of the till</source>
        <translation>钱箱的小票打印机</translation>
    </message>
    <message>
        <source>80 mm roll</source>
        <translation>80 mm 纸卷</translation>
    </message>
    <message>
        <source>58 mm roll</source>
        <translation>58 mm 纸卷</translation>
    </message>
    <message>
        <source>A5 sheet</source>
        <translation>A5 纸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>纸张</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>%1 is not printed yet: %2</source>
        <translation>%1 尚未打印：%2</translation>
    </message>
    <message>
        <source>%1 is being printed. Look at it in a moment.</source>
        <translation>%1 正在打印，请稍后再看。</translation>
    </message>
    <message>
        <source>%1 is printed</source>
        <translation>%1 已打印</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show what would go</source>
        <translation>预览将清理的内容</translation>
    </message>
    <message>
        <source>Back up and clean…</source>
        <translation>备份并清理…</translation>
    </message>
    <message>
        <source>Days of keeping</source>
        <translation>保存天数</translation>
    </message>
    <message>
        <source>0 keeps it for ever. The ledger, papers and invoices always stay, and so do figures in reports; what goes are the words that name a person or tell what somebody read.</source>
        <translation>0 表示永久保存。账目、单据和发票始终保留，报表数字也不变；清理的只是能指认个人或看出读者借阅内容的文字。</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Nothing goes by itself: look first, then clean. A backup is made and checked before.</source>
        <translation>不会自动清理：先预览，再清理。清理之前会先备份并检查。</translation>
    </message>
    <message>
        <source>What is kept about people, and for how long.</source>
        <translation>保存哪些个人资料，保存多久。</translation>
    </message>
    <message>
        <source>At least %1; usual: %2</source>
        <translation>至少 %1 天；常用 %2 天</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>%1 of %2, before %3</source>
        <translation>共 %2，其中 %1 早于 %3</translation>
    </message>
    <message>
        <source>Not looked at yet.</source>
        <translation>尚未预览。</translation>
    </message>
    <message>
        <source>No days are set: everything is kept.</source>
        <translation>未设置天数：全部保存。</translation>
    </message>
    <message>
        <source>A backup is made first. After that it cannot be taken back here.</source>
        <translation>会先做一次备份；之后在此无法撤销。</translation>
    </message>
    <message>
        <source>This is more than a tenth of what there is: are the days right?</source>
        <translation>将清理的超过总数的十分之一：天数填对了吗？</translation>
    </message>
    <message>
        <source>Clean %1 entries?</source>
        <translation>清理 %1 条资料？</translation>
    </message>
    <message>
        <source>Back up and clean</source>
        <translation>备份并清理</translation>
    </message>
    <message>
        <source>Cleaned; the backup before it is %1</source>
        <translation>已清理；清理前的备份为 %1</translation>
    </message>
</context>
<context>
    <name>ProblemSheet</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>未导入任何内容</translation>
    </message>
    <message>
        <source>Mend these lines in the file and import it again.</source>
        <translation>请在文件中改正这些行，再导入一次。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>扣费</translation>
    </message>
    <message>
        <source>taken from the deposit by themselves</source>
        <translation>从预付款自动扣除</translation>
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
    <name>ProofPanel</name>
    <message>
        <source>Drop a photo or PDF here, or paste it with Ctrl+V.</source>
        <translation>把照片或 PDF 拖到这里，或按 Ctrl+V 粘贴。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Photo %1</source>
        <translation>照片 %1</translation>
    </message>
    <message>
        <source>The same photo is attached to %1.</source>
        <translation>同一张照片还附在 %1。</translation>
    </message>
    <message>
        <source>Photos and PDF</source>
        <translation>照片和 PDF</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>添加照片</translation>
    </message>
</context>
<context>
    <name>ProofViewer</name>
    <message>
        <source>Previous</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>This photo cannot be shown.</source>
        <translation>这张照片无法显示。</translation>
    </message>
    <message>
        <source>Remove this photo?</source>
        <translation>删除这张照片？</translation>
    </message>
    <message>
        <source>For a photo that was attached by mistake. It is no longer shown here.</source>
        <translation>用于添加错了的照片；删除后这里不再显示。</translation>
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
    <name>QuestionSheet</name>
    <message>
        <source>Filled in: %1</source>
        <translation>自动填入：%1</translation>
    </message>
    <message>
        <source>A question often asked</source>
        <translation>常见问题</translation>
    </message>
    <message>
        <source>Question · %1</source>
        <translation>问题 · %1</translation>
    </message>
    <message>
        <source>Answer · %1</source>
        <translation>回答 · %1</translation>
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
        <source>The reader's document was seen</source>
        <translation>已核对读者证件</translation>
    </message>
    <message>
        <source>Documents and notices go there. It is recorded as attested by you; the reader can also change it on the phone page with a code.</source>
        <translation>文献和通知发到这里。将记录为由您核实；读者也可在手机网页上凭验证码自行更改。</translation>
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
        <source>Charges of %1 are taken from the deposit from now on</source>
        <translation>今后从预付款自动扣除 %1 的费用</translation>
    </message>
    <message>
        <source>Charges of %1 are not taken from the deposit any more</source>
        <translation>不再从预付款自动扣除 %1 的费用</translation>
    </message>
    <message>
        <source>Notices to %1 changed</source>
        <translation>已更改 %1 的通知方式</translation>
    </message>
    <message>
        <source>Notices to %1</source>
        <translation>%1 的通知</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>邮寄地址</translation>
    </message>
    <message>
        <source>Only for letters: one line each, as on the envelope</source>
        <translation>仅用于信件：按信封格式每行一项</translation>
    </message>
    <message>
        <source>Documents themselves always go by e-mail.</source>
        <translation>文献本身始终通过电子邮件发送。</translation>
    </message>
    <message>
        <source>Validity of %1 changed</source>
        <translation>已更改 %1 的有效期</translation>
    </message>
    <message>
        <source>Until when may %1 come?</source>
        <translation>%1 的有效期</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Empty: without end</source>
        <translation>留空表示长期有效</translation>
    </message>
    <message>
        <source>After that day the account expires, unless something is on loan or owed. For campus readers the next registry import sets it again.</source>
        <translation>过了这一天账号过期（有在借或欠费时除外）。校内读者在下次导入名册时会重新设定。</translation>
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
        <source>The reader agrees: charges are taken from the deposit when they arise.</source>
        <translation>读者同意：产生费用时自动从预付款扣除。</translation>
    </message>
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
        <source>Automatic debit</source>
        <translation>自动扣费</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
    </message>
    <message>
        <source>campus</source>
        <translation>校内</translation>
    </message>
    <message>
        <source>off campus</source>
        <translation>校外</translation>
    </message>
    <message>
        <source>Charges of %1 are taken from the deposit from now on</source>
        <translation>今后从预付款自动扣除 %1 的费用</translation>
    </message>
    <message>
        <source>Charges of %1 are not taken from the deposit any more</source>
        <translation>不再从预付款自动扣除 %1 的费用</translation>
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
        <source>Correct name or institution…</source>
        <translation>更正姓名或机构…</translation>
    </message>
    <message>
        <source>Enter last six of ID…</source>
        <translation>登记证件末六位…</translation>
    </message>
    <message>
        <source>Activation code from the counter…</source>
        <translation>柜台验证码…</translation>
    </message>
    <message>
        <source>Unlock activation codes</source>
        <translation>解除验证码锁定</translation>
    </message>
    <message>
        <source>Notices: way and language…</source>
        <translation>通知方式与语言…</translation>
    </message>
    <message>
        <source>Valid until…</source>
        <translation>有效期…</translation>
    </message>
    <message>
        <source>Charges from the deposit by themselves</source>
        <translation>从预付款自动扣费</translation>
    </message>
    <message>
        <source>New password…</source>
        <translation>设置新密码…</translation>
    </message>
    <message>
        <source>Merge with another reader…</source>
        <translation>与另一位读者合并…</translation>
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
    <message>
        <source>Hand out personal data…</source>
        <translation>导出个人资料…</translation>
    </message>
    <message>
        <source>Forget this person…</source>
        <translation>抹去此人资料…</translation>
    </message>
</context>
<context>
    <name>ReaderStanding</name>
    <message>
        <source>Let this one in all the same</source>
        <translation>本次破例受理</translation>
    </message>
    <message>
        <source>Open the reader</source>
        <translation>查看读者</translation>
    </message>
    <message>
        <source>Activate the reader</source>
        <translation>去激活</translation>
    </message>
    <message>
        <source>Not activated: nothing can be lent out before that.</source>
        <translation>尚未激活：激活前不能借出图书。</translation>
    </message>
    <message>
        <source>This reader cannot ask now</source>
        <translation>该读者目前不能提交</translation>
    </message>
    <message>
        <source>The reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>In progress: %1</source>
        <translation>处理中：%1</translation>
    </message>
    <message>
        <source>This year: %1</source>
        <translation>今年：%1</translation>
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
    <name>ReceiveSheet</name>
    <message>
        <source>Enter a bank transfer</source>
        <translation>登记银行来款</translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Money that has come to our account. Whose it is may still be unknown.</source>
        <translation>款项已到本馆账户；付款人是哪位读者可以以后再认领。</translation>
    </message>
    <message>
        <source>Photo of the transfer</source>
        <translation>转账单照片</translation>
    </message>
    <message>
        <source>Date of the bank</source>
        <translation>到账日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款人</translation>
    </message>
    <message>
        <source>Number at the bank</source>
        <translation>银行流水号</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>As the payer wrote it: by it the reader is found</source>
        <translation>按付款人所填抄录，用来查找读者</translation>
    </message>
    <message>
        <source>The transfer is entered</source>
        <translation>来款已登记</translation>
    </message>
</context>
<context>
    <name>ReconcilePage</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Not matched</source>
        <translation>未对上</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>已对上</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>每日合计</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账上</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Print or save</source>
        <translation>打印或保存</translation>
    </message>
    <message>
        <source>Match again</source>
        <translation>重新对账</translation>
    </message>
    <message>
        <source>Import a statement</source>
        <translation>导入对账单</translation>
    </message>
    <message>
        <source>All months</source>
        <translation>全部月份</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>存为 CSV</translation>
    </message>
    <message>
        <source>Save as XLSX</source>
        <translation>存为 XLSX</translation>
    </message>
    <message>
        <source>Save the reconciliation</source>
        <translation>保存对账结果</translation>
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
    <name>RedLetterSheet</name>
    <message>
        <source>Cancelled by a red-letter invoice</source>
        <translation>已开红字发票冲销</translation>
    </message>
    <message>
        <source>Enter the red letter</source>
        <translation>登记红冲</translation>
    </message>
    <message>
        <source>Invoice %1 is cancelled. What it names may then be refunded, or invoiced again.</source>
        <translation>发票 %1 将被冲销，所列费用可以退款或重新开票。</translation>
    </message>
    <message>
        <source>%1 is cancelled by a red-letter invoice</source>
        <translation>%1 已红冲</translation>
    </message>
</context>
<context>
    <name>ReferenceForm</name>
    <message>
        <source>Concluded, not stated: please check</source>
        <translation>由其他信息推得，请核对</translation>
    </message>
    <message>
        <source>This looks wrong: please check</source>
        <translation>可能有误，请核对</translation>
    </message>
</context>
<context>
    <name>RefundSheet</name>
    <message>
        <source>Refund to %1</source>
        <translation>退款给 %1</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退还</translation>
    </message>
    <message>
        <source>At most what was paid, by the way it came in. What goes back has a paper.</source>
        <translation>最多退已缴金额，按原支付方式退回，并出具退款单。</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>缴费</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>支付方式</translation>
    </message>
    <message>
        <source>Can go back</source>
        <translation>可退</translation>
    </message>
    <message>
        <source>Nothing was paid that could go back.</source>
        <translation>没有可以退还的缴费。</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>缴费记录</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已缴</translation>
    </message>
    <message>
        <source>Gone back</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Goes back by</source>
        <translation>退回方式</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Onto the reader's deposit instead</source>
        <translation>改为转入预付款</translation>
    </message>
    <message>
        <source>Reference of what goes back</source>
        <translation>退款参考号</translation>
    </message>
    <message>
        <source>Number of the red-letter invoice</source>
        <translation>红字发票号码</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What was paid in advance</source>
        <translation>预付款</translation>
    </message>
    <message>
        <source>Paid in the app: there is no refund.</source>
        <translation>手机应用缴纳，不能退款。</translation>
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
        <source>Earlier shifts</source>
        <translation>以前的班次</translation>
    </message>
    <message>
        <source>Number of a paper</source>
        <translation>单据编号</translation>
    </message>
    <message>
        <source>Ended on, YYYY-MM-DD</source>
        <translation>结班日期 YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Print all</source>
        <translation>全部打印</translation>
    </message>
    <message>
        <source>Shifts that ended on this day</source>
        <translation>当天结班的班次</translation>
    </message>
    <message>
        <source>Every paper of this shift has come out.</source>
        <translation>本班的单据都已打印。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>发票</translation>
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
        <source>Choose a paper to see it here.</source>
        <translation>选择一张单据，在这里查看。</translation>
    </message>
    <message>
        <source>Not printed yet</source>
        <translation>尚未打印</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>not asked for yet</source>
        <translation>还没有打印过</translation>
    </message>
    <message>
        <source>Printed: %1</source>
        <translation>已打印 %1 次</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
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
        <source>Choose the reader's institution</source>
        <translation>选择读者所属学校</translation>
    </message>
    <message>
        <source>Bind the campus card</source>
        <translation>绑定一卡通</translation>
    </message>
    <message>
        <source>Complete the reader's profile</source>
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
    <name>RegistrationSection</name>
    <message>
        <source>Readers' passwords</source>
        <translation>读者密码</translation>
    </message>
    <message>
        <source>4 to 64 characters. Passwords that exist already stay valid.</source>
        <translation>4 至 64 位。已有的密码继续有效。</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>What was given out already keeps its own time.</source>
        <translation>已发出的验证码和二维码按原有时间有效。</translation>
    </message>
    <message>
        <source>What a registration must hold to, at the counter and on the phone page. A rule counts from the moment it is saved; nobody who is registered has to change anything.</source>
        <translation>柜台和手机页面注册都须符合的规则，自保存时起生效；已注册的读者不受影响。</translation>
    </message>
    <message>
        <source>campus readers</source>
        <translation>校内读者</translation>
    </message>
    <message>
        <source>off-campus readers</source>
        <translation>校外读者</translation>
    </message>
    <message>
        <source>At least · %1</source>
        <translation>最少位数 · %1</translation>
    </message>
    <message>
        <source>At most · %1</source>
        <translation>最多位数 · %1</translation>
    </message>
    <message>
        <source>Only letters and digits</source>
        <translation>只能用字母和数字</translation>
    </message>
    <message>
        <source>Signs in a name, besides letters and ideographs</source>
        <translation>姓名中除汉字和字母外可用的符号</translation>
    </message>
    <message>
        <source>With blanks between them; ␣ stands for the blank itself.</source>
        <translation>符号之间用空格隔开；␣ 表示空格本身。</translation>
    </message>
    <message>
        <source>Starts on</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Before this day it is refused.</source>
        <translation>此日之前不能激活。</translation>
    </message>
    <message>
        <source>Code good for, minutes</source>
        <translation>验证码有效（分钟）</translation>
    </message>
    <message>
        <source>By SMS, e-mail or at the counter</source>
        <translation>短信、邮件或柜台验证码</translation>
    </message>
    <message>
        <source>QR on the screen, minutes</source>
        <translation>屏幕二维码有效（分钟）</translation>
    </message>
    <message>
        <source>QR on paper, days</source>
        <translation>纸质二维码有效（天）</translation>
    </message>
    <message>
        <source>Empty: no limit</source>
        <translation>留空则不限</translation>
    </message>
    <message>
        <source>Open requests at most</source>
        <translation>未完成请求上限</translation>
    </message>
    <message>
        <source>Requests a year at most</source>
        <translation>每年请求上限</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>未完成 %1</translation>
    </message>
    <message>
        <source>%1 a year</source>
        <translation>每年 %1</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Small letters; tariffs and registry files name the class by it. It stays.</source>
        <translation>小写字母；价目和名册文件以此指明类别，以后不能更改。</translation>
    </message>
    <message>
        <source>Patron classes</source>
        <translation>读者类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>另一种语言</translation>
    </message>
    <message>
        <source>Requests at most</source>
        <translation>请求上限</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Prices, subsidies and limits can differ by class. A retired one is given no more.</source>
        <translation>价格、补贴和上限可按类别不同。停用的类别不再授予。</translation>
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
        <source>Check the rows</source>
        <translation>检查各行</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Checking the rows</source>
        <translation>正在检查各行</translation>
    </message>
    <message>
        <source>Looking for who is missing</source>
        <translation>正在查找不在文件中的人</translation>
    </message>
    <message>
        <source>After %1 their cards can no longer be bound, and readers among them expire unless they still have or owe something. Whoever stands in a later file is valid again.</source>
        <translation>%1 之后，他们不能再绑定校园卡；其中的读者随之到期，仍有未还或欠费的除外。以后的文件中再有的人恢复有效。</translation>
    </message>
    <message>
        <source>End the validity of %1 people?</source>
        <translation>结束 %1 人的有效期？</translation>
    </message>
    <message>
        <source>End their validity</source>
        <translation>结束有效期</translation>
    </message>
    <message>
        <source>Valid until %2 from now on: %1 people, %3 readers among them.</source>
        <translation>%1 人的有效期改为 %2，其中读者 %3 位。</translation>
    </message>
    <message>
        <source>Ending their validity</source>
        <translation>正在结束有效期</translation>
    </message>
    <message>
        <source>Import %1 people</source>
        <translation>导入 %1 人</translation>
    </message>
    <message>
        <source>End the validity of %1 people…</source>
        <translation>结束 %1 人的有效期…</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>另选文件…</translation>
    </message>
    <message>
        <source>Back to the columns</source>
        <translation>返回对应各列</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Importing the registry</source>
        <translation>正在导入名册</translation>
    </message>
</context>
<context>
    <name>RegistryLists</name>
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
        <source>Last six</source>
        <translation>证件末六位</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Department and class</source>
        <translation>院系与类别</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Not returned</source>
        <translation>未还</translation>
    </message>
    <message>
        <source>Owes</source>
        <translation>欠费</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>不在其中</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>读者</translation>
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
</context>
<context>
    <name>RequestActions</name>
    <message>
        <source>Your note is kept for the next step: %1</source>
        <translation>您的备注已保留，供下一步使用：%1</translation>
    </message>
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
        <source>Scan to act</source>
        <translation>扫码处理</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借阅</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 笔</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>Restore this backup</source>
        <translation>恢复此备份</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Login name of an administrator</source>
        <translation>管理员登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Administrator of the library here now</source>
        <translation>本机现有数据库的管理员</translation>
    </message>
    <message>
        <source>Password there</source>
        <translation>该管理员的密码</translation>
    </message>
    <message>
        <source>Passphrase of the encrypted copy</source>
        <translation>加密副本的口令</translation>
    </message>
    <message>
        <source>Code of the key file</source>
        <translation>密钥码</translation>
    </message>
    <message>
        <source>The key file of this library is not here. Type its code from paper; left empty, a new key is made, and the last six of all cards must be imported again.</source>
        <translation>此处没有本馆的密钥文件。请按纸上的密钥码输入；留空则新建密钥，所有证件后六位须重新导入。</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Save what can be read…</source>
        <translation>抢救可读内容…</translation>
    </message>
    <message>
        <source>What stands there now is moved aside and kept. New papers get a number series of their own, codes and tokens that were given out end, and notices wait until you have looked through them.</source>
        <translation>现有数据移到一旁保存。新单据使用新号段，已发出的验证码和令牌作废，通知暂缓发送，待您查看后再发。</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>无法打开本馆数据</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>The books go back to the time of the backup: what was entered since is lost.</source>
        <translation>账目回到备份当时的状态，此后录入的内容将丢失。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>There is no backup in the data folder. Look on your second disk.</source>
        <translation>数据文件夹中没有备份，请到第二块磁盘上查找。</translation>
    </message>
    <message>
        <source>Being checked…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Checked: whole, the books balance, the history is unbroken.</source>
        <translation>已检查：文件完好，账目平衡，审计链完整。</translation>
    </message>
    <message>
        <source>Encrypted: it is checked with its passphrase before anything is changed.</source>
        <translation>已加密：改动之前先用口令检查。</translation>
    </message>
    <message>
        <source>Folder of the backup</source>
        <translation>备份所在文件夹</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Save what can be read?</source>
        <translation>抢救可读内容？</translation>
    </message>
    <message>
        <source>Every row that can still be read goes into a new library, gaps are filled from the newest good backup. The damaged file is kept as it is. Restoring a backup is safer when it is recent.</source>
        <translation>仍可读取的每一行写入新库，缺口由最新的完好备份补上。损坏的文件原样保留。若备份较新，恢复备份更稳妥。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>抢救</translation>
    </message>
    <message>
        <source>Saving what can be read</source>
        <translation>正在抢救可读内容</translation>
    </message>
    <message>
        <source>Take the basic facts as they are shipped?</source>
        <translation>改用随程序提供的基本信息吗？</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
</context>
<context>
    <name>Restored</name>
    <message>
        <source>Open the desk</source>
        <translation>打开工作台</translation>
    </message>
    <message>
        <source>What could be read is saved</source>
        <translation>可读内容已抢救</translation>
    </message>
    <message>
        <source>The backup is restored</source>
        <translation>备份已恢复</translation>
    </message>
    <message>
        <source>Next: make a backup, look through the notices that wait before you let them go, and enter from the papers what was done since.</source>
        <translation>接下来：先做一次备份；查看待发通知后再恢复发送；按纸质单据补录其后的业务。</translation>
    </message>
    <message>
        <source>Documents damaged in the backup, whole here</source>
        <translation>备份中损坏、本机完好的文件</translation>
    </message>
    <message>
        <source>State of</source>
        <translation>恢复到</translation>
    </message>
    <message>
        <source>Taken as shipped</source>
        <translation>改用随程序提供的</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>读出行数</translation>
    </message>
    <message>
        <source>Not read whole</source>
        <translation>未能全部读出</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>name, branches and rules of the library</source>
        <translation>馆名、分馆与规则</translation>
    </message>
    <message>
        <source>this branch</source>
        <translation>本分馆</translation>
    </message>
    <message>
        <source>language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>device code</source>
        <translation>设备代码</translation>
    </message>
    <message>
        <source>names of the tills</source>
        <translation>钱箱名称</translation>
    </message>
    <message>
        <source>%1. Look through all of Settings.</source>
        <translation>%1。请把“设置”逐项检查一遍。</translation>
    </message>
    <message>
        <source>%1 findings: see Settings, Data</source>
        <translation>%1 项发现：见“设置 · 数据”</translation>
    </message>
    <message>
        <source>Everything is as it must be</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>Agreed for what stood there</source>
        <translation>现有数据库一方的同意人</translation>
    </message>
    <message>
        <source>nobody: its staff cannot be read. The audit says so.</source>
        <translation>无人可问：其馆员信息已无法读取。审计记录中已注明。</translation>
    </message>
    <message>
        <source>Accounts that stay closed</source>
        <translation>仍停用的账号</translation>
    </message>
    <message>
        <source>Number series</source>
        <translation>号段</translation>
    </message>
    <message>
        <source>Codes and tokens ended</source>
        <translation>作废的验证码和令牌</translation>
    </message>
    <message>
        <source>Notices held</source>
        <translation>暂缓的通知</translation>
    </message>
    <message>
        <source>What stood there is in</source>
        <translation>原有数据保存在</translation>
    </message>
    <message>
        <source>Till %1: the shift open since %2 stands as at the time of the backup. Count the drawer.</source>
        <translation>钱箱 %1：%2 开始的班次停在备份时的状态，请清点钱箱。</translation>
    </message>
</context>
<context>
    <name>ResultSheet</name>
    <message>
        <source>Take all back</source>
        <translation>全部撤回</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1: %2 done</source>
        <translation>%1：完成 %2 条</translation>
    </message>
    <message>
        <source>%1 stayed as they were</source>
        <translation>%1 条未变</translation>
    </message>
    <message>
        <source>stopped; %1 were not tried</source>
        <translation>已停止，%1 条未处理</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>✕ Stayed</source>
        <translation>✕ 未变</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献信息</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Who was not in the file…</source>
        <translation>查看不在文件中的人…</translation>
    </message>
    <message>
        <source>The registry is up to date</source>
        <translation>名册已更新</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>As they were</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Rows left out for their problems</source>
        <translation>因有问题而略过的行</translation>
    </message>
    <message>
        <source>Whoever stands in the registry but not in the file stays. If they have left, end their validity.</source>
        <translation>名册中有、文件中没有的人仍予保留。如已离校，可结束其有效期。</translation>
    </message>
    <message>
        <source>Everybody valid in the registry was in the file.</source>
        <translation>名册中有效的人都在文件中。</translation>
    </message>
    <message>
        <source>Readers with a bound card who followed</source>
        <translation>随之更新的已绑卡读者</translation>
    </message>
    <message>
        <source>of these with another name</source>
        <translation>其中改了姓名的</translation>
    </message>
    <message>
        <source>Not in the file</source>
        <translation>不在文件中</translation>
    </message>
</context>
<context>
    <name>Returns</name>
    <message>
        <source>Bring back: scan a volume or its slip</source>
        <translation>还书：扫描条码或取件条</translation>
    </message>
    <message>
        <source>Bring back by scan</source>
        <translation>扫描还书</translation>
    </message>
    <message>
        <source>Nothing scanned yet</source>
        <translation>尚未扫描</translation>
    </message>
    <message>
        <source>%1 still out</source>
        <translation>还有 %1 册未还</translation>
    </message>
    <message>
        <source>to be paid: %1</source>
        <translation>待缴 %1</translation>
    </message>
</context>
<context>
    <name>Reversal</name>
    <message>
        <source>%1 is reversed</source>
        <translation>%1 已冲正</translation>
    </message>
    <message>
        <source>Reverse %1?</source>
        <translation>冲正 %1？</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>For a payment that was keyed in wrong. It is posted back, the paper is marked void and keeps its number; what it paid is due again. Take the paper back from the reader.</source>
        <translation>用于录错的收款：原账冲回，单据标为作废并保留编号，所缴项目重新变为应缴。请向读者收回原单据。</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Tick all</source>
        <translation>全选</translation>
    </message>
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
        <source>Approve %1 ticked</source>
        <translation>通过所选 %1 位</translation>
    </message>
    <message>
        <source>%1 approved</source>
        <translation>%1 已通过审核</translation>
    </message>
    <message>
        <source>%1 and %2 are two people</source>
        <translation>%1 与 %2 不是同一人</translation>
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
        <source>Who is signed in now signs in anew.</source>
        <translation>已登录者需重新登录。</translation>
    </message>
    <message>
        <source>%1 is now: %2</source>
        <translation>%1 的角色已改为：%2</translation>
    </message>
</context>
<context>
    <name>RoundingSheet</name>
    <message>
        <source>Rounded to</source>
        <translation>取整到</translation>
    </message>
    <message>
        <source>not rounded</source>
        <translation>不取整</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>取整</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>It comes last, after all subsidies, and stands in the price as a line.</source>
        <translation>在所有补贴之后进行，并在价格说明中单列一行。</translation>
    </message>
    <message>
        <source>The draft is changed</source>
        <translation>草稿已修改</translation>
    </message>
</context>
<context>
    <name>RuleList</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>example: check</source>
        <translation>示例：请核对</translation>
    </message>
    <message>
        <source>Taken out of the draft</source>
        <translation>已从草稿中删除</translation>
    </message>
</context>
<context>
    <name>RuleSheet</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>any service</source>
        <translation>不限服务</translation>
    </message>
    <message>
        <source>Supplier network</source>
        <translation>协作网络</translation>
    </message>
    <message>
        <source>any network</source>
        <translation>不限网络</translation>
    </message>
    <message>
        <source>Document type</source>
        <translation>文献类型</translation>
    </message>
    <message>
        <source>any type</source>
        <translation>不限类型</translation>
    </message>
    <message>
        <source>Patron class</source>
        <translation>读者类别</translation>
    </message>
    <message>
        <source>any class</source>
        <translation>不限类别</translation>
    </message>
    <message>
        <source>The draft is changed</source>
        <translation>草稿已修改</translation>
    </message>
</context>
<context>
    <name>RulesView</name>
    <message>
        <source>Charges</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Nothing is charged yet. Add a charge.</source>
        <translation>还没有收费项目，请新增一项。</translation>
    </message>
    <message>
        <source>Subsidies</source>
        <translation>补贴</translation>
    </message>
    <message>
        <source>The reader pays everything.</source>
        <translation>没有补贴，费用全部由读者承担。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>取整</translation>
    </message>
    <message>
        <source>example: check</source>
        <translation>示例：请核对</translation>
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
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Keep these filters as a tab</source>
        <translation>把这些筛选条件存为标签</translation>
    </message>
    <message>
        <source>This tab …</source>
        <translation>此标签…</translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Keep the filters as they stand now</source>
        <translation>以当前筛选更新</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Delete this tab</source>
        <translation>删除此标签</translation>
    </message>
    <message>
        <source>Rename this tab</source>
        <translation>重命名标签</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ScanSheet</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Scan a slip, or type its number and press Enter</source>
        <translation>扫描单据，或输入号码后按 Enter</translation>
    </message>
    <message>
        <source>Number or barcode</source>
        <translation>事务号或条码</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>已扫描</translation>
    </message>
    <message>
        <source>Nothing scanned yet</source>
        <translation>尚未扫描</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Scan to act</source>
        <translation>扫码处理</translation>
    </message>
    <message>
        <source>Each slip takes the chosen step: pick-up slips, request sheets, barcodes</source>
        <translation>逐张扫描取件单、申请单或图书条码，每张都走所选步骤</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 done · %2 refused</source>
        <translation>完成 %1 · 未受理 %2</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献信息</translation>
    </message>
    <message>
        <source>✕ Refused</source>
        <translation>✕ 未受理</translation>
    </message>
    <message>
        <source>◷ %1 volumes still out</source>
        <translation>◷ 还有 %1 册未还</translation>
    </message>
    <message>
        <source>Its citation has no pages: enter them above, then scan it again</source>
        <translation>题录没有页数：请在上方填写页数，再重新扫描</translation>
    </message>
</context>
<context>
    <name>SealSheet</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>The two differ</source>
        <translation>两次输入不一致</translation>
    </message>
    <message>
        <source>Encrypt the copies</source>
        <translation>加密副本</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Write it down and keep it where neither this machine nor the disk is: without it nobody can open the copies. Left empty, the next copies are not encrypted.</source>
        <translation>请写下来，存放在本机和磁盘以外的地方：没有口令，谁也打不开副本。留空则以后的副本不加密。</translation>
    </message>
    <message>
        <source>No longer encrypt the copies?</source>
        <translation>不再加密副本？</translation>
    </message>
    <message>
        <source>Whoever finds the disk can read the next copies.</source>
        <translation>此后的副本，任何拿到磁盘的人都能读取。</translation>
    </message>
    <message>
        <source>No longer encrypt</source>
        <translation>不再加密</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>SecondBox</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>No second place</source>
        <translation>不用第二存放处</translation>
    </message>
    <message>
        <source>Passphrase…</source>
        <translation>口令…</translation>
    </message>
    <message>
        <source>Second place</source>
        <translation>第二存放处</translation>
    </message>
    <message>
        <source>Every backup is copied there as well and read again: a USB disk, or a folder on another machine. Should this machine be lost, that copy is what is left.</source>
        <translation>每次备份同时复制到该处并重新读取核对：U 盘或另一台机器上的文件夹。万一本机损毁，就靠这份副本。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>none: all backups lie on this machine</source>
        <translation>无：所有备份都在本机上</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>%1 · the last try failed: is the disk plugged in?</source>
        <translation>%1 · 上次复制失败：磁盘是否插好？</translation>
    </message>
    <message>
        <source>Last copy</source>
        <translation>上次副本</translation>
    </message>
    <message>
        <source>Told after</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>%1 days without a copy</source>
        <translation>超过 %1 天没有副本</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>with a passphrase</source>
        <translation>使用口令</translation>
    </message>
    <message>
        <source>none: whoever has it can read it</source>
        <translation>无：拿到的人都能读取</translation>
    </message>
    <message>
        <source>Second place for backups</source>
        <translation>备份的第二存放处</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>You may look at this; an administrator changes it.</source>
        <translation>您可以查看，修改须由管理员进行。</translation>
    </message>
</context>
<context>
    <name>SendSheet</name>
    <message>
        <source>Tracking number</source>
        <translation>快递单号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Sent to the reader</source>
        <translation>已发给读者</translation>
    </message>
    <message>
        <source>Enter it as sent</source>
        <translation>登记为已发出</translation>
    </message>
    <message>
        <source>By post to: %1</source>
        <translation>邮寄至：%1</translation>
    </message>
    <message>
        <source>By e-mail to: %1</source>
        <translation>电子邮件发至：%1</translation>
    </message>
    <message>
        <source>%1 is sent</source>
        <translation>%1 已发出</translation>
    </message>
</context>
<context>
    <name>SenderPanel</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>发送测试</translation>
    </message>
    <message>
        <source>set up</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>not set up: messages wait</source>
        <translation>未设置：消息等待发送</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Sending a test to %1…</source>
        <translation>正在向 %1 发送测试…</translation>
    </message>
    <message>
        <source>Sending a test</source>
        <translation>发送测试</translation>
    </message>
    <message>
        <source>%1: accepted for %2. Please look whether it has arrived.</source>
        <translation>%1：已受理，发往 %2。请查看是否收到。</translation>
    </message>
    <message>
        <source>Not sent. %1</source>
        <translation>未发送。%1</translation>
    </message>
</context>
<context>
    <name>SenderSection</name>
    <message>
        <source>What carries notices and activation codes. Without them notices wait in the outbox, and codes are told at the counter. Passwords are kept in a file of their own, outside the database.</source>
        <translation>用来发送通知和激活验证码。未设置时，通知在发件箱中等待，验证码由柜台告知。密码存放在数据库之外的单独文件中。</translation>
    </message>
</context>
<context>
    <name>SendingBar</name>
    <message>
        <source>Set up sending…</source>
        <translation>设置发送…</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Pause sending</source>
        <translation>暂停发送</translation>
    </message>
    <message>
        <source>Resume sending</source>
        <translation>恢复发送</translation>
    </message>
    <message>
        <source>Sending is paused since a backup was put back: what waits may have gone out already. Look it through, then resume.</source>
        <translation>恢复备份后已暂停发送：待发送的消息可能已经发出。请检查后再恢复。</translation>
    </message>
    <message>
        <source>Sending is paused by hand. Nothing gets lost.</source>
        <translation>已手动暂停发送，消息不会丢失。</translation>
    </message>
    <message>
        <source>Nothing gets lost. Urgent ones: open the reader and telephone.</source>
        <translation>消息不会丢失。紧急的请打开读者后电话通知。</translation>
    </message>
    <message>
        <source>Sent by itself, while this window is open.</source>
        <translation>窗口打开期间自动发送。</translation>
    </message>
    <message>
        <source>E-mail: at most %1 a minute.</source>
        <translation>邮件每分钟最多 %1 封。</translation>
    </message>
    <message>
        <source>SMS: at most %1 a minute.</source>
        <translation>短信每分钟最多 %1 条。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发出任何消息。</translation>
    </message>
    <message>
        <source>Sent: %1</source>
        <translation>已发送：%1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>tried again later: %1</source>
        <translation>稍后重试：%1</translation>
    </message>
    <message>
        <source>Sending is paused</source>
        <translation>已暂停发送</translation>
    </message>
    <message>
        <source>Messages go again</source>
        <translation>已恢复发送</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>This library</source>
        <translation>本馆</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>读者</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>联网</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>language colours dark</source>
        <translation>语言 颜色 深色</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>本馆</translation>
    </message>
    <message>
        <source>names service mail hotlines phone transfer slip bank account attachment</source>
        <translation>名称 服务 邮箱 咨询电话 转账单 银行账户 附件 借期 续借</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分馆</translation>
    </message>
    <message>
        <source>opening hours rooms pick-up places phones</source>
        <translation>开放时间 房间 取件地点 电话</translation>
    </message>
    <message>
        <source>Counter and tills</source>
        <translation>柜台与钱箱</translation>
    </message>
    <message>
        <source>device code drawer cash</source>
        <translation>设备代码 现金</translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation>资费</translation>
    </message>
    <message>
        <source>prices charges subsidies quota rounding versions examples what-if</source>
        <translation>价格 收费 补贴 额度 取整 版本 示例 试算</translation>
    </message>
    <message>
        <source>Money rules</source>
        <translation>收费规则</translation>
    </message>
    <message>
        <source>refunds approval second person invoices deposits top-up</source>
        <translation>退款 确认 第二人 发票 预付款 充值</translation>
    </message>
    <message>
        <source>Institutions</source>
        <translation>所属学校</translation>
    </message>
    <message>
        <source>schools sub-centres automatic authentication</source>
        <translation>学校 机构 分中心 自动认证 一卡通</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>注册规则</translation>
    </message>
    <message>
        <source>names signs passwords patron classes activation start codes</source>
        <translation>姓名 符号 密码 读者类别 激活 开始日期 验证码 二维码</translation>
    </message>
    <message>
        <source>Borrowing terms</source>
        <translation>借阅条款</translation>
    </message>
    <message>
        <source>versions agreement text</source>
        <translation>版本 同意 文本</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>calendar holidays days off make-up days</source>
        <translation>日历 节假日 放假 调休 工作日</translation>
    </message>
    <message>
        <source>Phone page</source>
        <translation>手机页面</translation>
    </message>
    <message>
        <source>web address port networks certificate poster QR</source>
        <translation>网址 基地址 端口 网段 证书 海报 二维码</translation>
    </message>
    <message>
        <source>E-mail and SMS</source>
        <translation>邮件与短信</translation>
    </message>
    <message>
        <source>mail server gateway password test</source>
        <translation>邮件服务器 短信网关 密码 测试</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>partner libraries networks contacts prices import export</source>
        <translation>协作馆 名录 网络 联系人 价格 导入 导出</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>colleagues roles passwords</source>
        <translation>同事 角色 密码</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>自助机</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN 退出码</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>backup folder check</source>
        <translation>备份 文件夹 检查</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>personal data days of keeping retention erase clean</source>
        <translation>个人资料 保存天数 清理 抹去</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>version licence fonts</source>
        <translation>版本 许可 字体</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>References</source>
        <translation>文献信息</translation>
    </message>
    <message>
        <source>DOI ISBN Crossref metadata complete network</source>
        <translation>DOI ISBN Crossref 元数据 补全 网络</translation>
    </message>
</context>
<context>
    <name>SettleSheet</name>
    <message>
        <source>Whose is this transfer?</source>
        <translation>这笔来款是谁的？</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>Scan the card, or type name, number, pinyin or mobile</source>
        <translation>刷卡，或输入姓名、证号、拼音、手机</translation>
    </message>
    <message>
        <source>Find a reader</source>
        <translation>查找读者</translation>
    </message>
    <message>
        <source>What is due</source>
        <translation>应缴项目</translation>
    </message>
    <message>
        <source>What is left goes onto the deposit</source>
        <translation>余款转入该读者的预付款</translation>
    </message>
    <message>
        <source>Settle a part; the rest stays due</source>
        <translation>先付一部分，其余仍应缴</translation>
    </message>
    <message>
        <source>Transaction number</source>
        <translation>事务号</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Find the reader first.</source>
        <translation>请先查找读者。</translation>
    </message>
    <message>
        <source>This reader owes nothing. The transfer can go onto the deposit.</source>
        <translation>这位读者没有应缴项目，来款可转入预付款。</translation>
    </message>
    <message>
        <source>Tick what it pays: Space, or a click on the box.</source>
        <translation>请勾选这笔来款支付的项目：按空格或点方框。</translation>
    </message>
    <message>
        <source>%1 is paid; released: %2</source>
        <translation>已入账 %1；放行 %2 件</translation>
    </message>
    <message>
        <source>%1 is paid</source>
        <translation>已入账 %1</translation>
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
    <name>Shift</name>
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
        <source>No shift</source>
        <translation>未开班</translation>
    </message>
    <message>
        <source>Open since %1</source>
        <translation>自 %1 未结班</translation>
    </message>
    <message>
        <source>Shift open</source>
        <translation>班次进行中</translation>
    </message>
</context>
<context>
    <name>ShiftGlance</name>
    <message>
        <source>No shift is open</source>
        <translation>尚未开班</translation>
    </message>
    <message>
        <source>Open one under “Take money”. Earlier shifts stand below.</source>
        <translation>请在“收款”中开班。以前的班次列在下方。</translation>
    </message>
    <message>
        <source>Till %1 · since %2 · %3</source>
        <translation>钱箱 %1 · %2 开班 · %3</translation>
    </message>
    <message>
        <source>It was left open overnight: count the drawer and end it, then open today's.</source>
        <translation>这个班次过夜未结：请先清点结班，再开今天的班。</translation>
    </message>
    <message>
        <source>The cash is hidden until it is counted.</source>
        <translation>清点之前不显示现金数。</translation>
    </message>
    <message>
        <source>You see what should be in the drawer: whoever counts should not.</source>
        <translation>现在能看到应有现金；清点的人不应看到。</translation>
    </message>
    <message>
        <source>Also open: till %1 since %2, %3</source>
        <translation>另有：钱箱 %1，%2 开班，%3</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>To finance</source>
        <translation>已交财务</translation>
    </message>
    <message>
        <source>Should be there</source>
        <translation>应有现金</translation>
    </message>
    <message>
        <source>Hide the cash</source>
        <translation>隐藏现金</translation>
    </message>
    <message>
        <source>Show the cash</source>
        <translation>显示现金</translation>
    </message>
</context>
<context>
    <name>ShiftList</name>
    <message>
        <source>Earlier shifts</source>
        <translation>以前的班次</translation>
    </message>
    <message>
        <source>No shift has ended here yet, or none on that day.</source>
        <translation>这里还没有结过班，或这一天没有。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结班</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>Counted by</source>
        <translation>清点人</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>钱箱核对</translation>
    </message>
</context>
<context>
    <name>ShiftMoves</name>
    <message>
        <source>Paid in</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>Hand to finance</source>
        <translation>交款</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>班次小结</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>打开钱箱</translation>
    </message>
    <message>
        <source>Cash put into the drawer that no reader paid: change from finance.</source>
        <translation>放进钱箱的非收款现金，例如从财务领取的零钱。</translation>
    </message>
    <message>
        <source>Paid in: %1</source>
        <translation>已存入 %1</translation>
    </message>
    <message>
        <source>Cash taken out for something bought: stamps, envelopes. Keep its receipt.</source>
        <translation>从钱箱支出的零星费用，如邮票、信封。请保留票据。</translation>
    </message>
    <message>
        <source>Paid out: %1</source>
        <translation>已支出 %1</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Handed to finance: %1</source>
        <translation>已交财务 %1</translation>
    </message>
    <message>
        <source>Hand cash to finance</source>
        <translation>向财务交款</translation>
    </message>
    <message>
        <source>Hand over and print</source>
        <translation>交款并打印</translation>
    </message>
    <message>
        <source>Its slip is numbered; finance seals it. Leave the float in the drawer.</source>
        <translation>交款单有编号，由财务盖章。请把备用金留在钱箱里。</translation>
    </message>
    <message>
        <source>Counted at the end of the shift</source>
        <translation>结班清点</translation>
    </message>
    <message>
        <source>Open the drawer?</source>
        <translation>打开钱箱？</translation>
    </message>
    <message>
        <source>Without a payment. Who opened it, when and why is kept.</source>
        <translation>没有收款而打开钱箱：操作人、时间和原因会记录下来。</translation>
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
        <source>Print the report</source>
        <translation>打印报告</translation>
    </message>
    <message>
        <source>Till %1 · %2 · %3</source>
        <translation>钱箱 %1 · %2 · %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
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
    <name>SmsPanel</name>
    <message>
        <source>Test to</source>
        <translation>测试发往</translation>
    </message>
    <message>
        <source>SMS gateway</source>
        <translation>短信网关</translation>
    </message>
    <message>
        <source>Places that are filled in: {number} +8613957102231, {national} 13957102231, {text}, {key}. An empty address takes it away again.</source>
        <translation>可用的占位：{number} +8613957102231、{national} 13957102231、{text} 正文、{key} 密钥。地址留空则取消。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>请求正文</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Headers, one a line</source>
        <translation>请求头，每行一个</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Empty: it stays as it is</source>
        <translation>留空则不变</translation>
    </message>
    <message>
        <source>The answer contains, when it went well</source>
        <translation>成功时应答中包含</translation>
    </message>
    <message>
        <source>Empty: status 200–299 is enough</source>
        <translation>留空则以状态 200–299 为准</translation>
    </message>
    <message>
        <source>Messages a minute</source>
        <translation>每分钟条数</translation>
    </message>
    <message>
        <source>Seconds to wait</source>
        <translation>等待秒数</translation>
    </message>
    <message>
        <source>a form (a=1&amp;b=2)</source>
        <translation>表单（a=1&amp;b=2）</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
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
        <source>Lock the window</source>
        <translation>锁定窗口</translation>
    </message>
    <message>
        <source>Only an administrator changes this; your own password you change yourself.</source>
        <translation>只有管理员可以更改；自己的密码可以自己更改。</translation>
    </message>
    <message>
        <source>Lock the window when nobody has touched it</source>
        <translation>无人操作时锁定窗口</translation>
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
        <source>after %1 minutes</source>
        <translation>%1 分钟后</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
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
        <source>from</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>up to</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Up to day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户收支</translation>
    </message>
    <message>
        <source>Nothing was charged or paid in this time.</source>
        <translation>这段时间没有收费或缴费。</translation>
    </message>
    <message>
        <source>Whole account</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>before these days: %1</source>
        <translation>期初余额：%1</translation>
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
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>As its citation says</source>
        <translation>按题录所载</translation>
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
        <source>What the supplier charges</source>
        <translation>协作馆收费</translation>
    </message>
    <message>
        <source>The supplier wants it back on</source>
        <translation>协作馆应还日期</translation>
    </message>
    <message>
        <source>It comes as</source>
        <translation>提供方式</translation>
    </message>
    <message>
        <source>Barcodes</source>
        <translation>条码</translation>
    </message>
    <message>
        <source>One volume a line: barcode, then what it is called</source>
        <translation>每行一册：条码，空格后写册名</translation>
    </message>
    <message>
        <source>Or the proxy: %1</source>
        <translation>或代取人：%1</translation>
    </message>
    <message>
        <source>Collected by</source>
        <translation>取件人</translation>
    </message>
    <message>
        <source>The reader</source>
        <translation>读者本人</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>寄往</translation>
    </message>
    <message>
        <source>Number of the parcel</source>
        <translation>邮件单号</translation>
    </message>
    <message>
        <source>The next free place</source>
        <translation>自动分配空位</translation>
    </message>
    <message>
        <source>Place on the shelf</source>
        <translation>架位</translation>
    </message>
    <message>
        <source>Compensation</source>
        <translation>赔偿金额</translation>
    </message>
    <message>
        <source>How the reader agreed</source>
        <translation>读者怎样同意的</translation>
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
    <name>SubsidyList</name>
    <message>
        <source>Earlier</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Subsidy</source>
        <translation>补贴</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>补贴方式</translation>
    </message>
    <message>
        <source>The order is changed</source>
        <translation>顺序已调整</translation>
    </message>
</context>
<context>
    <name>SubsidySheet</name>
    <message>
        <source>One more tier</source>
        <translation>增加一档</translation>
    </message>
    <message>
        <source>One tier less</source>
        <translation>减少一档</translation>
    </message>
    <message>
        <source>Tiers go upwards. Each gives a percentage of the whole amount, or a fixed sum, at most its cap; only the last may be without an end.</source>
        <translation>各档由低到高。每一档补贴全部金额的百分比，或固定金额，不超过该档上限；只有最后一档可以不封顶。</translation>
    </message>
    <message>
        <source>New subsidy</source>
        <translation>新增补贴</translation>
    </message>
    <message>
        <source>Change the subsidy</source>
        <translation>修改补贴</translation>
    </message>
    <message>
        <source>Subsidies are taken in the order they stand in, each within what is left.</source>
        <translation>补贴按先后顺序计算，每一项不超过剩余的费用。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Given as</source>
        <translation>补贴方式</translation>
    </message>
    <message>
        <source>Counted from</source>
        <translation>计算基数</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Most for an item (yuan)</source>
        <translation>每件最多（元）</translation>
    </message>
    <message>
        <source>Items a year for a reader</source>
        <translation>每位读者每年（件）</translation>
    </message>
    <message>
        <source>Yuan a year for a reader</source>
        <translation>每位读者每年（元）</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>a percentage</source>
        <translation>按百分比</translation>
    </message>
    <message>
        <source>tiers in yuan</source>
        <translation>按金额分档</translation>
    </message>
    <message>
        <source>all charges</source>
        <translation>全部费用</translation>
    </message>
    <message>
        <source>what is left</source>
        <translation>剩余费用</translation>
    </message>
    <message>
        <source>At most 40 characters</source>
        <translation>最多 40 个字符</translation>
    </message>
    <message>
        <source>%1. up to (yuan)</source>
        <translation>第 %1 档，不超过（元）</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>不封顶</translation>
    </message>
    <message>
        <source>gives percent</source>
        <translation>补贴百分比</translation>
    </message>
    <message>
        <source>or yuan</source>
        <translation>或补贴（元）</translation>
    </message>
    <message>
        <source>at most (yuan)</source>
        <translation>最多（元）</translation>
    </message>
</context>
<context>
    <name>SupplierColumns</name>
    <message>
        <source>Supplier</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>满足率</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>Per page</source>
        <translation>每页</translation>
    </message>
    <message>
        <source>Per item</source>
        <translation>每件</translation>
    </message>
    <message>
        <source>Usual price</source>
        <translation>通常价格</translation>
    </message>
</context>
<context>
    <name>SupplierField</name>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>No supplier in the directory yet. Requests, Suppliers: add one there.</source>
        <translation>协作馆名录还是空的，请先在“请求 › 协作馆”中新增。</translation>
    </message>
    <message>
        <source>The likeliest first</source>
        <translation>最合适的在前</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>SupplierFiles</name>
    <message>
        <source>Export the directory</source>
        <translation>导出名录</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
    </message>
    <message>
        <source>Import suppliers</source>
        <translation>导入协作馆</translation>
    </message>
    <message>
        <source>The file could not be read: %1</source>
        <translation>文件无法读取：%1</translation>
    </message>
    <message>
        <source>Suppliers added: %1, changed: %2</source>
        <translation>协作馆：新增 %1，更改 %2</translation>
    </message>
</context>
<context>
    <name>SupplierMail</name>
    <message>
        <source>Request sheet %1</source>
        <translation>请求单 %1</translation>
    </message>
    <message>
        <source>E-mail to the supplier</source>
        <translation>给协作馆写邮件</translation>
    </message>
    <message>
        <source>The draft could not be written: %1</source>
        <translation>草稿无法写入：%1</translation>
    </message>
    <message>
        <source>Draft opened in the mail program: %1</source>
        <translation>已在邮件程序中打开草稿：%1</translation>
    </message>
    <message>
        <source>No mail program opens drafts here. The draft is kept at %1</source>
        <translation>本机没有能打开草稿的邮件程序。草稿存于 %1</translation>
    </message>
</context>
<context>
    <name>SupplierPanel</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Request sheets are mailed here</source>
        <translation>请求单寄往此邮箱</translation>
    </message>
    <message>
        <source>New supplier</source>
        <translation>新增协作馆</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2/%3</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Filled, of the latest answers</source>
        <translation>满足率（最近的答复）</translation>
    </message>
    <message>
        <source>Usual time</source>
        <translation>通常用时</translation>
    </message>
    <message>
        <source>Usual price</source>
        <translation>通常价格</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>已新增：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>已停用：%1</translation>
    </message>
    <message>
        <source>In use again: %1</source>
        <translation>已重新启用：%1</translation>
    </message>
</context>
<context>
    <name>SupplierSection</name>
    <message>
        <source>Libraries that are asked, with what they charge and how fast they are.</source>
        <translation>可以询问的协作馆，及其价格与速度。</translation>
    </message>
</context>
<context>
    <name>SupplierWords</name>
    <message>
        <source>silent %1 d</source>
        <translation>%1 天未答复</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>未答复</translation>
    </message>
    <message>
        <source>did not supply</source>
        <translation>未提供</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>应于 %1 前答复</translation>
    </message>
    <message>
        <source>chased %1×</source>
        <translation>已催 %1 次</translation>
    </message>
</context>
<context>
    <name>SuppliersScreen</name>
    <message>
        <source>Back to the requests</source>
        <translation>返回请求</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>协作馆</translation>
    </message>
</context>
<context>
    <name>TakeAway</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>文件未能保存：%1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>TariffFiles</name>
    <message>
        <source>Save the tariff</source>
        <translation>保存资费</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>文件未能保存：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Tariff from a file</source>
        <translation>从文件导入资费</translation>
    </message>
</context>
<context>
    <name>TariffSection</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价目</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Past requests</source>
        <translation>以往请求</translation>
    </message>
    <message>
        <source>What a request costs, and what the library gives towards it. A published version never changes: what was charged can be made again. Prices change with a new version from a day on.</source>
        <translation>请求的收费标准和本馆的补贴办法。已发布的版本不再改变，以往的收费随时可以重新计算；调整价格请发布新版本，自某日起执行。</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Change this version</source>
        <translation>修改此版本</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>发布…</translation>
    </message>
    <message>
        <source>Take in an example</source>
        <translation>引入示例</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>To a file…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>执行日期</translation>
    </message>
    <message>
        <source>Today at the earliest; charges made before keep their prices.</source>
        <translation>最早为今天；此前已计的费用保持不变。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>coming</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>执行中</translation>
    </message>
    <message>
        <source>past</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Example figures still to be checked before this can be published: %1</source>
        <translation>还有 %1 项示例数字需要核对，核对后才能发布</translation>
    </message>
    <message>
        <source>A draft is begun</source>
        <translation>已建立草稿</translation>
    </message>
    <message>
        <source>The draft is gone</source>
        <translation>草稿已放弃</translation>
    </message>
    <message>
        <source>Taken in; check every marked figure</source>
        <translation>已引入，请逐项核对标记的数字</translation>
    </message>
    <message>
        <source>Publish version %1?</source>
        <translation>发布版本 %1？</translation>
    </message>
    <message>
        <source>It holds from %1 on and never changes again. A mistake is mended by another version.</source>
        <translation>自 %1 起执行，发布后不能再修改；如有差错，请另行发布新版本更正。</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Version %1 is published</source>
        <translation>版本 %1 已发布</translation>
    </message>
</context>
<context>
    <name>TermsSection</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Text of the terms</source>
        <translation>条款文本</translation>
    </message>
    <message>
        <source>Let this version hold</source>
        <translation>启用这一版</translation>
    </message>
    <message>
        <source>New version…</source>
        <translation>新版本…</translation>
    </message>
    <message>
        <source>Readers agree to these when they activate. What somebody has agreed to is kept for ever as it was; a new version asks everybody again.</source>
        <translation>读者激活时须同意这些条款。读者同意过的文本永久原样保存；启用新版本后，所有读者须重新同意。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1 起</translation>
    </message>
    <message>
        <source>from the first day</source>
        <translation>自启用本系统起</translation>
    </message>
    <message>
        <source>added here</source>
        <translation>本馆添加</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>This version has no text in that language.</source>
        <translation>这一版没有该语言的文本。</translation>
    </message>
    <message>
        <source>Let version %1 hold from now on?</source>
        <translation>从现在起启用 %1 版？</translation>
    </message>
    <message>
        <source>Every reader is asked again, also those who have agreed to the version that holds now: %1. The agreements given so far are kept.</source>
        <translation>所有读者都须重新同意，包括已同意现行版本的读者：%1 人次。已有的同意记录仍保留。</translation>
    </message>
    <message>
        <source>Let it hold</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Version %1 holds from now on</source>
        <translation>现已启用 %1 版</translation>
    </message>
</context>
<context>
    <name>TermsSheet</name>
    <message>
        <source>Name of the version</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>Letters, digits, dots and hyphens: it stands in every agreement.</source>
        <translation>字母、数字、点和连字符，记入每份同意记录。</translation>
    </message>
    <message>
        <source>New version of the terms</source>
        <translation>条款新版本</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>It is added to the list and does not hold until it is chosen there.</source>
        <translation>先加入列表，在列表中启用后才生效。</translation>
    </message>
    <message>
        <source>%1 from a file…</source>
        <translation>从文件读取%1…</translation>
    </message>
    <message>
        <source>Text of the terms</source>
        <translation>条款文本</translation>
    </message>
    <message>
        <source>Text files (*.txt *.md);;All files (*)</source>
        <translation>文本文件 (*.txt *.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Version %1 is added</source>
        <translation>已添加 %1 版</translation>
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
    <name>TextEditor</name>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text of mail and letter</source>
        <translation>邮件与信函正文</translation>
    </message>
    <message>
        <source>A blank line begins a paragraph; addresses become links.</source>
        <translation>空行分段；网址自动成为链接。</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>One line; long titles are cut.</source>
        <translation>一行；过长的题名会截短。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Restore default…</source>
        <translation>恢复默认…</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>历史版本…</translation>
    </message>
    <message>
        <source>Filled in when it is sent; a click writes one:</source>
        <translation>发送时填入，点击即可插入：</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>as for all institutions</source>
        <translation>同全部机构</translation>
    </message>
    <message>
        <source>as shipped</source>
        <translation>默认文本</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Version %1 holds from now on</source>
        <translation>第 %1 版即日起使用</translation>
    </message>
    <message>
        <source>Restore the default text?</source>
        <translation>恢复默认文本？</translation>
    </message>
    <message>
        <source>The text of all institutions holds again for these readers.</source>
        <translation>这些读者将重新使用全部机构的文本。</translation>
    </message>
    <message>
        <source>What the program ships holds again. Your versions are kept in the list.</source>
        <translation>将重新使用程序自带的文本。您的版本仍保留在列表中。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The default text holds again</source>
        <translation>已恢复默认文本</translation>
    </message>
</context>
<context>
    <name>TextPreview</name>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>With the facts of a reader: name or number</source>
        <translation>用某位读者的数据预览：姓名或证号</translation>
    </message>
    <message>
        <source>Preview for a reader</source>
        <translation>按读者预览</translation>
    </message>
    <message>
        <source>Preview of the mail</source>
        <translation>邮件预览</translation>
    </message>
    <message>
        <source>Preview as plain text</source>
        <translation>纯文本预览</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>This is the last text that was in order.</source>
        <translation>此处仍是上一次无误的文本。</translation>
    </message>
    <message>
        <source>Filled with the newest message of this kind, or with examples.</source>
        <translation>以同类最新消息或示例填充。</translation>
    </message>
</context>
<context>
    <name>TextsPage</name>
    <message>
        <source>Kinds of messages</source>
        <translation>消息种类</translation>
    </message>
    <message>
        <source>For the readers of</source>
        <translation>适用机构</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>own</source>
        <translation>本机构</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>all institutions</source>
        <translation>全部机构</translation>
    </message>
</context>
<context>
    <name>TillPage</name>
    <message>
        <source>Scan a reader's card, or type a name above. What is due appears here.</source>
        <translation>扫描读者的校园卡，或在上方输入姓名，应缴项目会显示在这里。</translation>
    </message>
</context>
<context>
    <name>TillPrinterSheet</name>
    <message>
        <source>Try: open the drawer</source>
        <translation>试一试：打开钱箱</translation>
    </message>
    <message>
        <source>Receipt printer of till %1</source>
        <translation>钱箱 %1 的小票打印机</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>For printers that speak ESC/POS. Receipts come out at once and the drawer opens when cash moves. Leave the address empty where there is none.</source>
        <translation>适用于支持 ESC/POS 的小票打印机。收据立即打印，收付现金时钱箱自动弹开。没有打印机时地址留空。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>192.168.1.50:9100 · /dev/usb/lp0 · /dev/ttyUSB0@19200 · COM3</source>
        <translation>192.168.1.50:9100 · /dev/usb/lp0 · /dev/ttyUSB0@19200 · COM3</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>纸卷</translation>
    </message>
    <message>
        <source>A cash drawer hangs on it</source>
        <translation>打印机上接有钱箱</translation>
    </message>
    <message>
        <source>80 mm</source>
        <translation>80 mm</translation>
    </message>
    <message>
        <source>58 mm</source>
        <translation>58 mm</translation>
    </message>
    <message>
        <source>Receipt printer kept</source>
        <translation>小票打印机已保存</translation>
    </message>
    <message>
        <source>No receipt printer any more</source>
        <translation>已取消小票打印机</translation>
    </message>
    <message>
        <source>The printer has taken it: the drawer should be open.</source>
        <translation>打印机已接收：钱箱应已弹开。</translation>
    </message>
</context>
<context>
    <name>TillSection</name>
    <message>
        <source>Tills</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>Add a till</source>
        <translation>新增钱箱</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>小票打印机</translation>
    </message>
    <message>
        <source>This counter</source>
        <translation>本柜台</translation>
    </message>
    <message>
        <source>Fixed since the first run: all numbers issued here begin with it.</source>
        <translation>首次运行时确定：此处产生的号码都以它开头。</translation>
    </message>
    <message>
        <source>A till is a drawer with its own shift and its own count. With more than one, the cashier chooses which to work at.</source>
        <translation>每个钱箱有自己的班次和清点。多于一个时，收银员选择使用哪一个。</translation>
    </message>
    <message>
        <source>Where this counter stands, and where its money lies.</source>
        <translation>本柜台所在的分馆，以及存放现金的钱箱。</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Cash by the books</source>
        <translation>账面现金</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>no shift</source>
        <translation>未开班</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1 起</translation>
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
        <source>Use again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>New till</source>
        <translation>新钱箱</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Till added: %1</source>
        <translation>已新增钱箱：%1</translation>
    </message>
    <message>
        <source>Rename till %1</source>
        <translation>钱箱 %1 改名</translation>
    </message>
    <message>
        <source>It is called %1 now</source>
        <translation>现名：%1</translation>
    </message>
    <message>
        <source>In use again: %1</source>
        <translation>已重新启用：%1</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>已停用：%1</translation>
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
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Waiting today</source>
        <translation>今日待办</translation>
    </message>
    <message>
        <source>New and arrived</source>
        <translation>待处理的请求</translation>
    </message>
    <message>
        <source>Readers to review</source>
        <translation>待审核读者</translation>
    </message>
    <message>
        <source>Suppliers to answer</source>
        <translation>协作馆未答复</translation>
    </message>
    <message>
        <source>Shifts left open</source>
        <translation>未交的班次</translation>
    </message>
    <message>
        <source>Mail stuck</source>
        <translation>滞留的消息</translation>
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
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>all well</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>%1 silent</source>
        <translation>%1 件超期</translation>
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
        <source>Due soon / overdue</source>
        <translation>即将到期 / 逾期</translation>
    </message>
    <message>
        <source>Transfers to match</source>
        <translation>转账待核对</translation>
    </message>
    <message>
        <source>to mend</source>
        <translation>需处理</translation>
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
        <source>%1 over a working day</source>
        <translation>%1 件超一个工作日</translation>
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
        <source>%1 overdue</source>
        <translation>%1 件逾期</translation>
    </message>
    <message>
        <source>%1 working days</source>
        <translation>%1 个工作日</translation>
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
        <source>On average after</source>
        <translation>平均用时</translation>
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
        <source>Lock (Ctrl+Shift+L)</source>
        <translation>锁定 (Ctrl+Shift+L)</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>TransferView</name>
    <message>
        <source>Photo of the transfer</source>
        <translation>转账单照片</translation>
    </message>
    <message>
        <source>Put it to a reader</source>
        <translation>认领入账</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>Unclaimed</source>
        <translation>待认领</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>已冲正</translation>
    </message>
    <message>
        <source>Open: %1</source>
        <translation>未用 %1</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款人</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Perhaps it is from</source>
        <translation>可能来自</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>开票</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回入账</translation>
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
        <source>Stamped slip</source>
        <translation>盖章转账单</translation>
    </message>
    <message>
        <source>Finance voucher number</source>
        <translation>财务凭证号</translation>
    </message>
    <message>
        <source>Or a photo of it</source>
        <translation>有照片可不填</translation>
    </message>
    <message>
        <source>Amount transferred</source>
        <translation>办结金额</translation>
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
        <source>Take back</source>
        <translation>撤回入账</translation>
    </message>
    <message>
        <source>Cancel slip</source>
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
        <source>Age</source>
        <translation>已历时</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
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
        <source>Take %1 back?</source>
        <translation>撤回 %1 的入账？</translation>
    </message>
    <message>
        <source>%1 waits again</source>
        <translation>%1 重新待核对</translation>
    </message>
    <message>
        <source>For a slip that was matched by mistake. The entry is reversed, the slip waits again and what it asks for is due again. A document that went out stays out.</source>
        <translation>用于误核对的转账单：分录冲正，转账单重新待核对，所列费用重新应缴；已发出的文献不收回。</translation>
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
    <name>TypingList</name>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
</context>
<context>
    <name>VersionsSheet</name>
    <message>
        <source>Versions</source>
        <translation>历史版本</translation>
    </message>
    <message>
        <source>Versions of this text</source>
        <translation>文本的历史版本</translation>
    </message>
    <message>
        <source>Take it up again</source>
        <translation>重新采用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Text of the version</source>
        <translation>版本文本</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>修改人</translation>
    </message>
    <message>
        <source>The default text was restored.</source>
        <translation>恢复了默认文本。</translation>
    </message>
</context>
<context>
    <name>WithdrawSheet</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Withdraw the request?</source>
        <translation>撤回开票申请？</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>It is marked as withdrawn and keeps its number. What it names can be asked for anew, with another title for instance, or refunded.</source>
        <translation>申请单标记为已撤回，编号保留。所列费用可以重新申请（例如更换抬头），也可以退款。</translation>
    </message>
    <message>
        <source>%1 is withdrawn</source>
        <translation>%1 已撤回</translation>
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
    <name>WriteOffSheet</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Write off %1?</source>
        <translation>核销 %1？</translation>
    </message>
    <message>
        <source>Write off</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Written off: %1</source>
        <translation>已核销：%1</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>文件无法写入：%1</translation>
    </message>
</context>
<context>
    <name>_Keys</name>
    <message>
        <source>Delete the last sign</source>
        <translation>删除一个字符</translation>
    </message>
</context>
<context>
    <name>_Typed</name>
    <message>
        <source>Number of the red-letter invoice</source>
        <translation>红字发票号码</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>发票号码</translation>
    </message>
    <message>
        <source>20 digits, or the code of 10 or 12 and 8 digits</source>
        <translation>20 位数字，或 10/12 位代码加 8 位号码</translation>
    </message>
    <message>
        <source>Date of the red-letter invoice</source>
        <translation>红字发票日期</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>开票日期</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
</TS>
