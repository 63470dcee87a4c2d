// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/dynamicplugins.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <libfyaml.h>

#include <algorithm>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct DocumentDeleter
{
    void operator()(fy_document *document) const { fy_document_destroy(document); }
};

QString pathIn(const QString &directory)
{
    return directory + u"/dynamic-plugins.yaml";
}

// JSON's quoting is YAML's double quoting.
QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

QString scalarAt(fy_node *mapping, const char *key)
{
    size_t length = 0;
    fy_node *node = fy_node_mapping_lookup_value_by_simple_key(mapping, key, FY_NT);
    const char *text = node == nullptr ? nullptr : fy_node_get_scalar(node, &length);
    return text == nullptr ? QString() : QString::fromUtf8(text, qsizetype(length));
}

Error unreadable()
{
    return storageError(u"dynamic-plugins.yaml cannot be read back"_s);
}

} // namespace

Status writeDynamicPlugins(const QString &directory, QList<DynamicPlugin> plugins)
{
    std::sort(plugins.begin(), plugins.end(),
        [](const DynamicPlugin &a, const DynamicPlugin &b) { return a.package < b.package; });
    QString text = u"# Written by Gatehouse; changes made here are lost.\nplugins:"_s;
    text += plugins.isEmpty() ? u" []\n"_s : u"\n"_s;
    for (const DynamicPlugin &plugin : std::as_const(plugins)) {
        text += u"  - package: "_s + quoted(plugin.package) + u"\n    disabled: "
            + (plugin.disabled ? u"true"_s : u"false"_s) + u"\n    integrity: "
            + quoted(plugin.integrity) + u'\n';
    }
    if (!QDir().mkpath(directory))
        return fail(storageError(u"The environment's directory cannot be created"_s, directory));
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile::setPermissions(directory, ownerOnly | QFileDevice::ExeOwner);
    const QByteArray bytes = text.toUtf8();
    QSaveFile file(pathIn(directory));
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return fail(storageError(u"dynamic-plugins.yaml cannot be written"_s, file.errorString()));
    return {};
}

Result<QList<DynamicPlugin>> readDynamicPlugins(const QString &directory)
{
    QFile file(pathIn(directory));
    if (!file.open(QIODevice::ReadOnly))
        return fail(unreadable());
    const QByteArray bytes = file.readAll();
    fy_parse_cfg quiet = {};
    quiet.flags = FYPCF_QUIET;
    const std::unique_ptr<fy_document, DocumentDeleter> document(
        fy_document_build_from_string(&quiet, bytes.constData(), size_t(bytes.size())));
    fy_node *root = document ? fy_document_root(document.get()) : nullptr;
    fy_node *list = root == nullptr
        ? nullptr
        : fy_node_mapping_lookup_value_by_simple_key(root, "plugins", FY_NT);
    if (list == nullptr || !fy_node_is_sequence(list))
        return fail(unreadable());
    QList<DynamicPlugin> plugins;
    void *position = nullptr;
    while (fy_node *entry = fy_node_sequence_iterate(list, &position)) {
        plugins << DynamicPlugin{scalarAt(entry, "package"), scalarAt(entry, "integrity"),
            scalarAt(entry, "disabled") == u"true"_s};
    }
    return plugins;
}

} // namespace gatehouse::services
