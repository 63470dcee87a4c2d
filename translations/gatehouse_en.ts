<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>gatehouse::ArmDialog</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::AuditPage</name>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records, head %1, %2</source>
        <translation>
            <numerusform>%n record, head %1, %2</numerusform>
            <numerusform>%n records, head %1, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::BatchDialog</name>
    <message numerus="yes">
        <source>Each is checked again before it is sent, and you have %n seconds to take all of them back.</source>
        <translation>
            <numerusform>Each is checked again before it is sent, and you have %n second to take all of them back.</numerusform>
            <numerusform>Each is checked again before it is sent, and you have %n seconds to take all of them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n requests together</source>
        <translation>
            <numerusform>Approve %n request</numerusform>
            <numerusform>Approve %n requests together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You have not opened the changes of %n of them.</source>
        <translation>
            <numerusform>You have not opened the changes of %n of them.</numerusform>
            <numerusform>You have not opened the changes of %n of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ChangesBar</name>
    <message numerus="yes">
        <source>%1 of %n reviewed</source>
        <translation>
            <numerusform>%1 of %n reviewed</numerusform>
            <numerusform>%1 of %n reviewed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ConfigKeysTab</name>
    <message numerus="yes">
        <source>%n keys must be set before this version is installed.</source>
        <translation>
            <numerusform>%n key must be set before this version is installed.</numerusform>
            <numerusform>%n keys must be set before this version is installed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ConfigPage</name>
    <message numerus="yes">
        <source>%n unsaved</source>
        <translation>
            <numerusform>%n unsaved</numerusform>
            <numerusform>%n unsaved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It will be kept as a draft that cannot be deployed: it has %n errors.</source>
        <translation>
            <numerusform>It will be kept as a draft that cannot be deployed: it has %n error.</numerusform>
            <numerusform>It will be kept as a draft that cannot be deployed: it has %n errors.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ConfigSaveBar</name>
    <message numerus="yes">
        <source>%n keys changed</source>
        <translation>
            <numerusform>%n key changed</numerusform>
            <numerusform>%n keys changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ConsoleNotices</name>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minutes slow.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute slow.</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes slow.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %n minutes fast.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %n minute fast.</numerusform>
            <numerusform>This computer&apos;s clock is %n minutes fast.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DashboardToolbar</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DashboardsPage</name>
    <message numerus="yes">
        <source>%n of %1 panels keep their last answer</source>
        <translation>
            <numerusform>%n of %1 panels keeps its last answer</numerusform>
            <numerusform>%n of %1 panels keep their last answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DecisionBar</name>
    <message numerus="yes">
        <source>Request changes with %n comments…</source>
        <translation>
            <numerusform>Request changes with %n comment…</numerusform>
            <numerusform>Request changes with %n comments…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n comments in Outbox</source>
        <translation>
            <numerusform>Keep %n comment in Outbox</numerusform>
            <numerusform>Keep %n comments in Outbox</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n comments</source>
        <translation>
            <numerusform>Send %n comment</numerusform>
            <numerusform>Send %n comments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts kept on this computer, sent with your decision</source>
        <translation>
            <numerusform>%n draft kept on this computer, sent with your decision</numerusform>
            <numerusform>%n drafts kept on this computer, sent with your decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n questions wait for your answer</source>
        <translation>
            <numerusform>%n question waits for your answer</numerusform>
            <numerusform>%n questions wait for your answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DelegationDialog</name>
    <message numerus="yes">
        <source>May take all %n stages of yours that wait.</source>
        <translation>
            <numerusform>May take the %n stage of yours that waits.</numerusform>
            <numerusform>May take all %n stages of yours that wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>May not take %1 of your %n stages that wait:</source>
        <translation>
            <numerusform>May not take %1 of your %n stage that waits:</numerusform>
            <numerusform>May not take %1 of your %n stages that wait:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DeltaDelegate</name>
    <message numerus="yes">
        <source>%n gone</source>
        <translation>
            <numerusform>%n gone</numerusform>
            <numerusform>%n gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DependencyStrip</name>
    <message numerus="yes">
        <source>%n more new</source>
        <translation>
            <numerusform>%n more new</numerusform>
            <numerusform>%n more new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more gone</source>
        <translation>
            <numerusform>%n more gone</numerusform>
            <numerusform>%n more gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more moved</source>
        <translation>
            <numerusform>%n more moved</numerusform>
            <numerusform>%n more moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DiffLines</name>
    <message numerus="yes">
        <source>… %Ln characters … </source>
        <translation>
            <numerusform>… %Ln character … </numerusform>
            <numerusform>… %Ln characters … </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> … %Ln more characters</source>
        <translation>
            <numerusform> … %Ln more character</numerusform>
            <numerusform> … %Ln more characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DiffPainter</name>
    <message numerus="yes">
        <source>Show %n lines</source>
        <translation>
            <numerusform>Show %n line</numerusform>
            <numerusform>Show %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DiffWords</name>
    <message numerus="yes">
        <source>%n lines added</source>
        <translation>
            <numerusform>%n line added</numerusform>
            <numerusform>%n lines added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters that cannot be seen or turn the direction of text</source>
        <translation>
            <numerusform>%n character that cannot be seen or turns the direction of text</numerusform>
            <numerusform>%n characters that cannot be seen or turn the direction of text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines are hidden</source>
        <translation>
            <numerusform>%n line is hidden</numerusform>
            <numerusform>%n lines are hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DiscussionTab</name>
    <message numerus="yes">
        <source>%n open questions</source>
        <translation>
            <numerusform>%n open question</numerusform>
            <numerusform>%n open questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DryRunView</name>
    <message numerus="yes">
        <source>%n requests would be different.</source>
        <translation>
            <numerusform>%n request would be different.</numerusform>
            <numerusform>%n requests would be different.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n requests, tried %1. They keep what they have.</source>
        <translation>
            <numerusform>Of %n request, tried %1. It keeps what it has.</numerusform>
            <numerusform>Of %n requests, tried %1. They keep what they have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests could be decided by nobody.</source>
        <translation>
            <numerusform>%n request could be decided by nobody.</numerusform>
            <numerusform>%n requests could be decided by nobody.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::EvidenceFact</name>
    <message numerus="yes">
        <source>%n compiled</source>
        <translation>
            <numerusform>%n compiled</numerusform>
            <numerusform>%n compiled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n peers</source>
        <translation>
            <numerusform>%1, %n peer</numerusform>
            <numerusform>%1, %n peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n secret</source>
        <translation>
            <numerusform>%1, %n secret</numerusform>
            <numerusform>%1, %n secret</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n days</source>
        <translation>
            <numerusform>%1 of %n days</numerusform>
            <numerusform>%1 of %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packages</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unresolved</source>
        <translation>
            <numerusform>%1, %n unresolved</numerusform>
            <numerusform>%1, %n unresolved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n licences</source>
        <translation>
            <numerusform>%n licence</numerusform>
            <numerusform>%n licences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files read</source>
        <translation>
            <numerusform>%n file read</numerusform>
            <numerusform>%n files read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n critical</numerusform>
            <numerusform>%n critical</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n high</source>
        <translation>
            <numerusform>%n high</numerusform>
            <numerusform>%n high</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n medium</source>
        <translation>
            <numerusform>%n medium</numerusform>
            <numerusform>%n medium</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of unknown severity</source>
        <translation>
            <numerusform>%n of unknown severity</numerusform>
            <numerusform>%n of unknown severity</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n low</source>
        <translation>
            <numerusform>%n low</numerusform>
            <numerusform>%n low</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::EvidenceWords</name>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::FileListPane</name>
    <message numerus="yes">
        <source>No file matches. Clear the filter to see %n.</source>
        <translation>
            <numerusform>No file matches. Clear the filter to see %n.</numerusform>
            <numerusform>No file matches. Clear the filter to see %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source maps shown</source>
        <translation>
            <numerusform>%n source map shown</numerusform>
            <numerusform>%n source maps shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source maps hidden</source>
        <translation>
            <numerusform>%n source map hidden</numerusform>
            <numerusform>%n source maps hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::FindingsCard</name>
    <message numerus="yes">
        <source>and %n more in the evidence</source>
        <translation>
            <numerusform>and %n more in the evidence</numerusform>
            <numerusform>and %n more in the evidence</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::FirstRunPage</name>
    <message numerus="yes">
        <source>%1 Certificates: this computer&apos;s trust store, %n roots.</source>
        <translation>
            <numerusform>%1 Certificates: this computer&apos;s trust store, %n root.</numerusform>
            <numerusform>%1 Certificates: this computer&apos;s trust store, %n roots.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::HealthCard</name>
    <message numerus="yes">
        <source>%n decisions and rollouts: Left and Right read them, Enter opens the dashboard.</source>
        <translation>
            <numerusform>%n decision or rollout: Left and Right read it, Enter opens the dashboard.</numerusform>
            <numerusform>%n decisions and rollouts: Left and Right read them, Enter opens the dashboard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::HeldRowsBar</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::InboxPage</name>
    <message numerus="yes">
        <source>Nothing needs you. %n wait on others.</source>
        <translation>
            <numerusform>Nothing needs you. %n waits on others.</numerusform>
            <numerusform>Nothing needs you. %n wait on others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::InstallBand</name>
    <message numerus="yes">
        <source>%n more scripts came, went or changed.</source>
        <translation>
            <numerusform>%n more script came, went or changed.</numerusform>
            <numerusform>%n more scripts came, went or changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::KeptHereCard</name>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipts removed</source>
        <translation>
            <numerusform>%n receipt removed</numerusform>
            <numerusform>%n receipts removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipts</source>
        <translation>
            <numerusform>%n receipt</numerusform>
            <numerusform>%n receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::LockPage</name>
    <message numerus="yes">
        <source>%n intents</source>
        <translation>
            <numerusform>%n intent</numerusform>
            <numerusform>%n intents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts</source>
        <translation>
            <numerusform>%n draft</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n intents were not sent.</source>
        <translation>
            <numerusform>%n intent was not sent.</numerusform>
            <numerusform>%n intents were not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts were not sent.</source>
        <translation>
            <numerusform>%n draft was not sent.</numerusform>
            <numerusform>%n drafts were not sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::MarkedBar</name>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drop out</source>
        <translation>
            <numerusform>%n drops out</numerusform>
            <numerusform>%n drop out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::OperationsPage</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::OutboxDelegate</name>
    <message numerus="yes">
        <source>kept for %n days</source>
        <translation>
            <numerusform>kept for %n day</numerusform>
            <numerusform>kept for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::OutboxPage</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts</source>
        <translation>
            <numerusform>%n draft</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed from the list.</source>
        <translation>
            <numerusform>%n removed from the list.</numerusform>
            <numerusform>%n removed from the list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::OutboxWords</name>
    <message numerus="yes">
        <source>%n things</source>
        <translation>
            <numerusform>%n thing</numerusform>
            <numerusform>%n things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must be solved</source>
        <translation>
            <numerusform>%n must be solved</numerusform>
            <numerusform>%n must be solved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::OverviewTab</name>
    <message numerus="yes">
        <source>%n more passed</source>
        <translation>
            <numerusform>%n more passed</numerusform>
            <numerusform>%n more passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions since then were approved by policy, not by people.</source>
        <translation>
            <numerusform>%n version since then was approved by policy, not by people.</numerusform>
            <numerusform>%n versions since then were approved by policy, not by people.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::PassphraseDialog</name>
    <message numerus="yes">
        <source>At least %n characters are needed.</source>
        <translation>
            <numerusform>At least %n character is needed.</numerusform>
            <numerusform>At least %n characters are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::PluginDetail</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::PoliciesPage</name>
    <message numerus="yes">
        <source>%n policies</source>
        <translation>
            <numerusform>%n policy</numerusform>
            <numerusform>%n policies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::PolicyDelegate</name>
    <message numerus="yes">
        <source>%n rules</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ProblemPanel</name>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ProfileData</name>
    <message numerus="yes">
        <source>%n entries are lost.</source>
        <translation>
            <numerusform>%n entry is lost.</numerusform>
            <numerusform>%n entries are lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RailModel</name>
    <message numerus="yes">
        <source>%1, %n need you</source>
        <translation>
            <numerusform>%1, %n needs you</numerusform>
            <numerusform>%1, %n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n</source>
        <translation>
            <numerusform>%1, %n</numerusform>
            <numerusform>%1, %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RegistryPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RequestDelegate</name>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RequestDetail</name>
    <message numerus="yes">
        <source>Discussion, %n to solve</source>
        <translation>
            <numerusform>Discussion, %n to solve</numerusform>
            <numerusform>Discussion, %n to solve</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RequestDialogs</name>
    <message numerus="yes">
        <source>Sends your %n comments on lines first.</source>
        <translation>
            <numerusform>Sends your %n comment on a line first.</numerusform>
            <numerusform>Sends your %n comments on lines first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RequestListPane</name>
    <message numerus="yes">
        <source>%1, %n requests</source>
        <translation>
            <numerusform>%1, %n request</numerusform>
            <numerusform>%1, %n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No request matches. Clear the filter to see %n.</source>
        <translation>
            <numerusform>No request matches. Clear the filter to see %n.</numerusform>
            <numerusform>No request matches. Clear the filter to see %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::RequestWords</name>
    <message numerus="yes">
        <source>%n must be solved</source>
        <translation>
            <numerusform>%n must be solved</numerusform>
            <numerusform>%n must be solved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::SendPanel</name>
    <message numerus="yes">
        <source>Send %n decisions now?</source>
        <translation>
            <numerusform>Send %n decision now?</numerusform>
            <numerusform>Send %n decisions now?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n changes now?</source>
        <translation>
            <numerusform>Send %n change now?</numerusform>
            <numerusform>Send %n changes now?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ShellBinding</name>
    <message numerus="yes">
        <source>Synced %n plugins</source>
        <translation>
            <numerusform>Synced %n plugin</numerusform>
            <numerusform>Synced %n plugins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Back online: %n things wait in the Outbox for your word</source>
        <translation>
            <numerusform>Back online: %n thing waits in the Outbox for your word</numerusform>
            <numerusform>Back online: %n things wait in the Outbox for your word</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your queue is on this computer: %n requests, complete</source>
        <translation>
            <numerusform>Your queue is on this computer: %n request, complete</numerusform>
            <numerusform>Your queue is on this computer: %n requests, complete</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ShortcutColumns</name>
    <message numerus="yes">
        <source>%n shortcuts</source>
        <translation>
            <numerusform>%n shortcut</numerusform>
            <numerusform>%n shortcuts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ShortcutSheet</name>
    <message numerus="yes">
        <source>Search %n shortcuts</source>
        <translation>
            <numerusform>Search %n shortcut</numerusform>
            <numerusform>Search %n shortcuts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::SignOutDialog</name>
    <message numerus="yes">
        <source>%n items in the Outbox did not reach the portal.</source>
        <translation>
            <numerusform>%n item in the Outbox did not reach the portal.</numerusform>
            <numerusform>%n items in the Outbox did not reach the portal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drafts were not sent.</source>
        <translation>
            <numerusform>%n draft was not sent.</numerusform>
            <numerusform>%n drafts were not sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::StatusStrip</name>
    <message numerus="yes">
        <source>Outbox: %n waiting</source>
        <translation>
            <numerusform>Outbox: %n waiting</numerusform>
            <numerusform>Outbox: %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::SuppressDialog</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ThreadBox</name>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::TurnNotices</name>
    <message numerus="yes">
        <source>%n requests need you</source>
        <translation>
            <numerusform>%n request needs you</numerusform>
            <numerusform>%n requests need you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::UndoSendBar</name>
    <message numerus="yes">
        <source>%n approvals will be sent in %1</source>
        <translation>
            <numerusform>%n approval will be sent in %1</numerusform>
            <numerusform>%n approvals will be sent in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::WorkflowCommands</name>
    <message numerus="yes">
        <source>%n requests like those of now could be decided by nobody.</source>
        <translation>
            <numerusform>%n request like those of now could be decided by nobody.</numerusform>
            <numerusform>%n requests like those of now could be decided by nobody.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::WorkflowGraph</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::WorkflowPage</name>
    <message numerus="yes">
        <source>%n drafts</source>
        <translation>
            <numerusform>%n draft</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
</context>
</TS>
