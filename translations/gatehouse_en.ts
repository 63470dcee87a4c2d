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
    <name>gatehouse::ChangesTab</name>
    <message numerus="yes">
        <source>No file matches. Clear the filter to see %n.</source>
        <translation>
            <numerusform>No file matches. Clear the filter to see %n.</numerusform>
            <numerusform>No file matches. Clear the filter to see %n.</numerusform>
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
    <name>gatehouse::ShellBinding</name>
    <message numerus="yes">
        <source>Synced %n plugins</source>
        <translation>
            <numerusform>Synced %n plugin</numerusform>
            <numerusform>Synced %n plugins</numerusform>
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
</TS>
