// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/plugincolumns.h"

#include <algorithm>
#include <cstring>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr PluginValues::Column severalValued[] = {PluginValues::Tag, PluginValues::In};

const pack::Fields<Plugin> &indexedFields()
{
    static const pack::Fields<Plugin> fields({"name"_L1, "displayName"_L1, "description"_L1, "category"_L1, "owner"_L1, "tags"_L1,
        "status"_L1, "lifecycle"_L1, "risk"_L1, "riskScore"_L1, "licence"_L1, "publisher"_L1, "installations"_L1,
        "pendingRequests"_L1, "updatedAt"_L1});
    return fields;
}

QString yes(bool holds)
{
    return holds ? u"yes"_s : QString();
}

QStringList placesOf(const Plugin &plugin)
{
    QStringList names;
    for (const InstalledIn &installed : plugin.installations)
        names += toWire(installed.environment);
    return names;
}

bool hasUpdate(const Plugin &plugin)
{
    return std::ranges::any_of(plugin.installations, &InstalledIn::updateAvailable);
}

QString versionIn(const Plugin &plugin, Environment environment)
{
    const auto found = std::ranges::find(plugin.installations, environment, &InstalledIn::environment);
    return found == plugin.installations.end() ? QString() : found->version;
}

} // namespace

std::optional<PluginValues::Column> PluginValues::columnOf(const QString &field)
{
    static const QHash<QString, Column> columns {{u"status"_s, Status}, {u"risk"_s, Risk}, {u"lifecycle"_s, Lifecycle},
        {u"category"_s, Category}, {u"owner"_s, Owner}, {u"licence"_s, Licence}, {u"publisher"_s, Publisher}, {u"tag"_s, Tag},
        {u"in"_s, In}, {u"update"_s, Update}, {u"request"_s, Request}};
    const auto found = columns.constFind(field);
    return found == columns.cend() ? std::nullopt : std::optional(*found);
}

quint32 PluginValues::number(Column column, const QString &value)
{
    Texts &texts = m_columns[column];
    const QString key = value.toLower();
    if (const auto known = texts.numbers.constFind(key); known != texts.numbers.cend())
        return *known;
    const auto fresh = quint32(texts.texts.size());
    texts.numbers.insert(key, fresh);
    texts.texts.append(value);
    return fresh;
}

std::optional<quint32> PluginValues::find(Column column, const QString &value) const
{
    const auto found = m_columns[column].numbers.constFind(value.toLower());
    return found == m_columns[column].numbers.cend() ? std::nullopt : std::optional(*found);
}

std::vector<int> PluginValues::places(Column column, const std::function<bool(const QString &, const QString &)> &before) const
{
    const QStringList &all = texts(column);
    std::vector<qsizetype> order(size_t(all.size()));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, [&](qsizetype a, qsizetype b) { return before(all.at(a), all.at(b)); });
    std::vector<int> places(order.size());
    for (size_t place = 0; place < order.size(); ++place)
        places[size_t(order[place])] = int(place);
    return places;
}

PluginColumns::PluginColumns(const pack::Block &block, PluginValues &values)
{
    // As large as they will be and no larger: there are hundreds of these.
    const auto count = size_t(block.count());
    QByteArrayList words;
    qsizetype length = 0;
    m_starts.reserve(count);
    m_states.reserve(count);
    m_risks.reserve(count);
    m_updates.reserve(count);
    Collection collection;
    for (int i = 0; i < block.count(); ++i) {
        const Plugin plugin = recordOf<Plugin>(block, i, indexedFields());
        words.append(wordsOf(plugin));
        m_starts.push_back(quint32(length));
        length += words.last().size();
        addNumbers(plugin, values, collection);
        m_states.push_back(plugin.status);
        m_risks.push_back(plugin.riskScore);
        m_updates.push_back(plugin.updatedAt.toMSecsSinceEpoch());
    }
    takeNumbers(collection);
    m_words.reserve(length);
    for (const QByteArray &row : std::as_const(words))
        m_words += row;
}

QByteArray PluginColumns::wordsOf(const Plugin &plugin)
{
    const QString words = plugin.name + u'\n' + plugin.displayName + u'\n' + plugin.description + u'\n' + plugin.owner + u'\n'
        + plugin.tags.join(u'\n');
    return words.toLower().toUtf8() + '\0';
}

void PluginColumns::addNumbers(const Plugin &plugin, PluginValues &values, Collection &collection)
{
    const auto addOne = [&](PluginValues::Column column, const QString &text) {
        collection[column].numbers.push_back(text.isEmpty() ? 0 : values.number(column, text) + 1);
    };
    const auto addMany = [&](PluginValues::Column column, const QStringList &texts) {
        collection[column].starts.push_back(quint32(collection[column].numbers.size()));
        for (const QString &text : texts)
            collection[column].numbers.push_back(values.number(column, text) + 1);
    };
    addOne(PluginValues::Status, toWire(plugin.status));
    addOne(PluginValues::Risk, toWire(plugin.risk));
    addOne(PluginValues::Lifecycle, toWire(plugin.lifecycle));
    addOne(PluginValues::Category, plugin.category);
    addOne(PluginValues::Owner, plugin.owner);
    addOne(PluginValues::Licence, plugin.licence);
    addOne(PluginValues::Publisher, plugin.publisher);
    addMany(PluginValues::Tag, plugin.tags);
    addMany(PluginValues::In, placesOf(plugin));
    addOne(PluginValues::Update, yes(hasUpdate(plugin)));
    addOne(PluginValues::Request, yes(!plugin.pendingRequests.isEmpty()));
    addOne(PluginValues::Development, versionIn(plugin, Environment::Development));
    addOne(PluginValues::Staging, versionIn(plugin, Environment::Staging));
    addOne(PluginValues::Production, versionIn(plugin, Environment::Production));
}

void PluginColumns::takeNumbers(Collection &collection)
{
    for (const PluginValues::Column column : severalValued) {
        collection[column].starts.push_back(quint32(collection[column].numbers.size()));
        m_numbers[column].starts = NarrowNumbers(collection[column].starts);
        m_numbers[column].several = true;
    }
    for (size_t column = 0; column < m_numbers.size(); ++column)
        m_numbers[column].numbers = NarrowNumbers(collection[column].numbers);
}

void PluginColumns::findWord(const QByteArray &needle, std::vector<char> &hits) const
{
    const char *const begin = m_words.constData();
    const char *const end = begin + m_words.size();
    const char *at = begin;
    auto row = m_starts.begin();
    while (at < end) {
        const void *hit = memmem(at, size_t(end - at), needle.constData(), size_t(needle.size()));
        if (!hit)
            return;
        const auto offset = quint32(static_cast<const char *>(hit) - begin);
        row = std::upper_bound(row, m_starts.end(), offset) - 1;
        hits[size_t(row - m_starts.begin())] = 1;
        ++row;
        at = row == m_starts.end() ? end : begin + *row;
    }
}

QByteArrayView PluginColumns::bareName(int row) const
{
    const QByteArrayView rest = QByteArrayView(m_words).sliced(m_starts[size_t(row)]);
    const QByteArrayView name = rest.first(rest.indexOf('\n'));
    return name.sliced(name.indexOf('/') + 1);
}

} // namespace gatehouse
